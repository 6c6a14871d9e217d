import { withConfig } from '../edge/config.ts';
import type { ActionInputs } from './inputs.ts';

/**
 * The inputs with what the config file and the input `variants` say.
 * @throws CheckError `input-invalid` naming every fault in them with its place
 */
export async function configure(inputs: ActionInputs): Promise<ActionInputs> {
  const { options, settings, given } = inputs;
  const { config, variants } = settings;
  const configured = await withConfig(options, {
    given,
    ...(config === undefined ? {} : { config }),
    ...(variants === undefined ? {} : { variants: { text: variants, name: 'variants' } }),
  });
  return { ...inputs, options: configured };
}
