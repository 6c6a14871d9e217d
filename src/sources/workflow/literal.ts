import { BooleanData } from '@actions/expressions/data/boolean';
import type { ExpressionData } from '@actions/expressions/data/index';
import { Null } from '@actions/expressions/data/null';
import { NumberData } from '@actions/expressions/data/number';
import { StringData } from '@actions/expressions/data/string';
import type { RawScalar } from '../raw.ts';

const NUMBER = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

/**
 * What a scalar is to GitHub, which takes YAML 1.2's core schema: `1.10` is the number 1.1, `2022` a number, `ltsc2022` a text,
 * and `yes` a text too. Source: actions/runner, `YamlObjectReader.cs`.
 */
export function literalOf({ text, plain, tag }: RawScalar): ExpressionData {
  if (!plain || tag === '!!str' || !LIKE_NO_TEXT.test(text)) return new StringData(text);
  if (/^(?:|~|null|Null|NULL)$/.test(text)) return new Null();
  if (/^(?:true|True|TRUE)$/.test(text)) return new BooleanData(true);
  if (/^(?:false|False|FALSE)$/.test(text)) return new BooleanData(false);
  if (NUMBER.test(text) || /^0(?:x[0-9a-fA-F]+|o[0-7]+)$/.test(text)) return new NumberData(Number(text));
  return new StringData(text);
}

/** How everything begins that is no text. */
const LIKE_NO_TEXT = /^(?:[-+.0-9~nNtTfF]|$)/;
