/** What can be asked of a training run: the flags of `esmiuca train`, and the limits that the server's description states. */
import * as v from 'valibot';
import { count, share } from '../../kit/measured/evaluation';

export const settingsSchema = v.object({
  epochs: count,
  batch_size: count,
  optimizer: v.string(),
  learning_rate: v.number(),
  augment: v.boolean(),
  /** Training images; null for all of them. */
  limit: v.nullable(count),
  label_noise: share,
  seed: count,
});

export type RunSettings = v.InferOutput<typeof settingsSchema>;
export type SettingName = keyof RunSettings;
export const SETTING_NAMES = Object.keys(settingsSchema.entries) as SettingName[];

const bounds = {
  type: v.optional(v.string()),
  minimum: v.optional(v.number()),
  exclusiveMinimum: v.optional(v.number()),
  maximum: v.optional(v.number()),
};
const property = v.object({
  ...bounds,
  /** Left out where it is null. */
  default: v.optional(v.nullable(v.union([v.number(), v.boolean(), v.string()])), null),
  enum: v.optional(v.array(v.string())),
  unit: v.optional(v.string()),
  anyOf: v.optional(v.array(v.object(bounds))),
});
const description = v.object({
  components: v.object({
    schemas: v.object({
      RunSettings: v.object({ properties: v.record(v.string(), property) }),
    }),
  }),
});

export interface Limit {
  /** For a setting that must be above zero this is zero, which itself is not allowed. */
  least: number;
  most: number;
  isAboveLeast: boolean;
  isWhole: boolean;
  /** A share of all images, say: its field shows percent. */
  isShare: boolean;
  /** Whether its field may be empty. */
  isOptional: boolean;
  /** The names that can be chosen; none where it is a number. */
  choices: readonly string[];
}

export interface Limits {
  usual: RunSettings;
  of: Readonly<Record<string, Limit>>;
}

/** Limits and usual settings, from the server's OpenAPI description. Throws where it does not state them. */
export function parseLimits(told: unknown): Limits {
  const { properties } = v.parse(description, told).components.schemas.RunSettings;
  const limit = ({ anyOf, enum: choices, unit, ...own }: v.InferOutput<typeof property>): Limit => {
    const { type, minimum, exclusiveMinimum, maximum } = anyOf?.[0] ?? own;
    return {
      least: minimum ?? exclusiveMinimum ?? 0,
      most: maximum ?? Infinity,
      isAboveLeast: exclusiveMinimum !== undefined,
      isWhole: type === 'integer',
      isShare: unit === 'share',
      isOptional: anyOf !== undefined,
      choices: choices ?? [],
    };
  };
  const entries = Object.entries(properties);
  return {
    usual: v.parse(
      settingsSchema,
      Object.fromEntries(entries.map(([name, { default: usual }]) => [name, usual])),
    ),
    of: Object.fromEntries(entries.map(([name, entry]) => [name, limit(entry)])),
  };
}

/** In which settings one run differs from another. */
export const differences = (one: RunSettings, other: RunSettings): SettingName[] =>
  SETTING_NAMES.filter((name) => one[name] !== other[name]);
