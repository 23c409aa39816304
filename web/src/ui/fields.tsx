// Fields of forms, declared once: each draws itself, reads what was entered, and checks it against the contract.
// This file has the text fields. choices.tsx, days.tsx and numbers.tsx have the others.
import type { ReactNode } from 'react'
import { getPinsByPin } from '../api/limits/get-pins-by-pin.ts'
import { postAuthOtp } from '../api/limits/post-auth-otp.ts'
import { fits, type Limits, type Named } from '../api/limits.ts'
import { toList, toPhone, toPin } from '../entered.ts'
import type { Values } from './Form.tsx'
import { Input, type InputLook, PhoneInput, PinInput } from './inputs.tsx'

/** What was entered, as a part of the body; or that it is refused, with the page's own words if it has them. */
export type Read<Part> = { readonly part: Part } | { readonly refused: string | undefined }
export const REFUSED = { refused: undefined }

export interface FormField<Part extends object = object> {
  readonly input: ReactNode
  /** The input that shows its error and takes the focus. */
  readonly focus: string
  /** The names that the server uses for it. The words for a wrong value are under the first name. */
  readonly means: readonly string[]
  /** The key of better words. They may name the limits, such as `{{maximum}}`. */
  readonly wrong?: string | undefined
  readonly limits: Limits
  readonly read: (values: Values) => Read<Part>
}

/** What a page says about a field, besides its name. */
export interface Look<Value, Needed extends boolean> {
  /** The first value. */
  readonly value?: Value | undefined
  /** The contract does not require the field, but this page does. */
  readonly isNeeded?: Needed
  /** The key of the words for a wrong value, better than those under its name in errors.json. */
  readonly wrong?: string
  /** A check that only the page can make, for a value within its limits: returns words when it refuses the value. */
  readonly also?: (value: Value) => string | undefined
  /** Further names that the server may use for it. */
  readonly means?: readonly string[]
}

export type Of<Fields extends Named> = keyof Fields & string
type PartOf<Own extends Limits, Name extends string, Value, Needed extends boolean> = Own extends { required: true }
  ? { readonly [Each in Name]: Value }
  : Needed extends true
    ? { readonly [Each in Name]: Value }
    : { readonly [Each in Name]?: Value }

/** A field with one input: draws it, and makes a value of its text. */
export function one<Own extends Limits, Name extends string, Value, Needed extends boolean>(
  [limits, name]: readonly [Own, Name],
  { isNeeded, wrong, also, means = [] }: Look<Value, Needed>,
  toValue: (text: string) => Value | undefined,
  input: ReactNode,
): FormField<PartOf<Own, Name, Value, Needed>> {
  type Part = PartOf<Own, Name, Value, Needed>
  return {
    ...{ input, limits, wrong, focus: name, means: [name, ...means] },
    read: (values) => {
      const text = values(name)
      if (text === '') return limits.required || isNeeded ? REFUSED : { part: {} as Part }
      const value = toValue(text)
      if (value === undefined || !fits(limits, value)) return REFUSED
      const refused = also?.(value)
      return refused === undefined ? { part: { [name]: value } as Part } : { refused }
    },
  }
}

/** The part of a look that the input draws. */
export function shownOf<Value, Needed extends boolean>(look: InputLook & Look<Value, Needed>): InputLook {
  const { value, isNeeded, wrong, also, means, ...shown } = look
  return shown
}

interface TextLook<Needed extends boolean> extends Look<string, Needed>, InputLook {
  /** Converts the typed text: removes dashes, makes capital letters. */
  readonly clean?: (text: string) => string
}

export function text<Fields extends Named, Name extends Of<Fields>, Needed extends boolean = false>(
  of: Fields,
  name: Name,
  look: TextLook<Needed>,
) {
  const limits = of[name] as Fields[Name]
  const { clean = (typed: string) => typed, ...shown } = look
  const input = <Input {...shownOf(shown)} name={name} maxLength={limits.maxLength} defaultValue={look.value} />
  return one([limits, name], look, clean, input)
}

type ShortLook<Needed extends boolean> = Look<string, Needed> & Partial<InputLook>

/** Six digits, with or without spaces. Also where the contract accepts more than a PIN code. */
export function pin<Fields extends Named, Name extends Of<Fields>, Needed extends boolean = false>(
  of: Fields,
  name: Name,
  look: ShortLook<Needed> = {},
) {
  const toValue = (typed: string) => (fits(getPinsByPin.pin, toPin(typed)) ? toPin(typed) : undefined)
  const input = <PinInput name={name} label={look.label} hint={look.hint} defaultValue={look.value} />
  return one([of[name] as Fields[Name], name], look, toValue, input)
}

/** An Indian mobile number as people write it. Also where the contract accepts other numbers. */
export function phone<Fields extends Named, Name extends Of<Fields>, Needed extends boolean = false>(
  of: Fields,
  name: Name,
  look: ShortLook<Needed> = {},
) {
  const toValue = (typed: string) => (fits(postAuthOtp.phone, toPhone(typed)) ? toPhone(typed) : undefined)
  const input = <PhoneInput name={name} label={look.label} hint={look.hint} defaultValue={look.value} />
  return one([of[name] as Fields[Name], name], look, toValue, input)
}

interface ListLook<Needed extends boolean> extends Look<readonly string[], Needed>, InputLook {
  readonly toItems?: (text: string) => readonly string[] | undefined
}

/** Several words in one input. An empty input is an empty list. */
export function list<Fields extends Named, Name extends Of<Fields>, Needed extends boolean = false>(
  of: Fields,
  name: Name,
  look: ListLook<Needed>,
): FormField<{ readonly [Each in Name]: readonly string[] }> {
  const { toItems = toList, ...shown } = look
  const input = <Input {...shownOf(shown)} name={name} defaultValue={look.value?.join(', ')} />
  const field = one([of[name] as Limits, name], look, toItems, input)
  type Part = { readonly [Each in Name]: readonly string[] }
  return {
    ...field,
    read: (values) => {
      const read = field.read(values)
      return 'part' in read ? { part: { [name]: [], ...read.part } as Part } : read
    },
  }
}
