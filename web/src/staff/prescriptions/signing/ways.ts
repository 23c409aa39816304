// How a medicine gets into the body: what its form says, and what a doctor must say.
import type { Request } from '../../../api/client.ts'

export type Way = Request<'POST /v1/prescriptions'>['body']['lines'][number]['route']

/** Injections first: they are what a doctor must choose. */
export const WAYS = [
  ...(['intramuscular', 'intravenous', 'subcutaneous', 'oral', 'sublingual', 'inhaled', 'topical'] as const),
  ...(['ophthalmic', 'otic', 'nasal', 'rectal', 'vaginal', 'other'] as const),
] satisfies readonly Way[]

const INJECTED = /\b(?:inj|injections?|injectables?|infusions?|vials?|ampoules?)\b/i
const WAYS_OF_INJECTIONS: readonly Way[] = ['intramuscular', 'intravenous', 'subcutaneous']

/** The first that fits decides: an eye ointment goes into the eye, and not on the skin. */
const WAYS_OF_FORMS: readonly (readonly [RegExp, Way])[] = [
  [/\b(?:eye|ophthalmic)\b/i, 'ophthalmic'],
  [/\b(?:ear|otic)\b/i, 'otic'],
  [/\b(?:nasal|nose)\b/i, 'nasal'],
  [/inhal|rotacap|respule|nebul/i, 'inhaled'],
  [/suppositor|\brectal\b/i, 'rectal'],
  [/pessar|\bvaginal\b/i, 'vaginal'],
  [/\bsublingual\b/i, 'sublingual'],
  [/\b(?:creams?|ointments?|gels?|lotions?|shampoo|patch(?:es)?|paint|dusting|soap|topical)\b/i, 'topical'],
  [/\b(?:tab|tablets?|cap|capsules?|softgels?|syp|syr|syrups?|suspensions?|sachets?)\b/i, 'oral'],
  [/\b(?:oral|granules|linctus|elixir)\b/i, 'oral'],
]

/** The usual way of a form. Undefined for an injection, for drops and all else: there the doctor says it. */
export function wayOf(form: string, name: string): Way | undefined {
  const words = `${form} ${name}`
  if (INJECTED.test(words) && !/inhal|nebul/i.test(words)) return undefined
  return WAYS_OF_FORMS.find(([pattern]) => pattern.test(words))?.[1]
}

/** An injection needs a way of injections, or words that say another one. */
export function isWayRight(words: string, way: Way, instructions = ''): boolean {
  if (!/\b(?:inj|injections?|injectables?|infusions?)\b/i.test(words)) return true
  return WAYS_OF_INJECTIONS.includes(way) || (way === 'other' && instructions !== '')
}

const FORMS: readonly (readonly [RegExp, string, string])[] = [
  [/\btab(?:let)?s?\b/i, 'tablet', 'tablet'],
  [/\bcap(?:sule)?s?\b/i, 'capsule', 'capsule'],
  [/\b(?:syp|syr|syrup|susp|suspension)\b/i, 'syrup', 'ml'],
  [/\binj(?:ection)?s?\b/i, 'injection', ''],
  [/\bdrops?\b/i, 'drops', 'drop'],
  [/\b(?:cream|ointment|gel|lotion)\b/i, 'cream', ''],
]

/** Form and unit of a medicine in words, such as `Tab Xyz 5 mg`. Undefined when the words do not say them. */
export function formOfWords(words: string): { readonly form: string; readonly unit: string } | undefined {
  const [, form, unit] = FORMS.find(([pattern]) => pattern.test(words)) ?? []
  return form === undefined || unit === undefined ? undefined : { form, unit }
}
