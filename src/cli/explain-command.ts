import { CheckError } from '../errors.ts';
import { nearestName } from '../hosts/nearest.ts';
import { isRuleId, RULE_IDS } from '../rules/catalogue.ts';
import { ruleText } from '../rules/page.ts';
import { classifyEngineError } from '../windows/error-texts.ts';
import { explainCode } from '../windows/error-codes.ts';
import { SOURCES, type SourceId } from '../windows/sources.ts';
import { choose, parseOptions } from './options.ts';
import { readAll, type Terminal } from './terminal.ts';
