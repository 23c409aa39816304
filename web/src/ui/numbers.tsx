// Fields for numbers: whole numbers, decimals, amounts of money.
import type { Named } from '../api/limits.ts'
import { toDecimal, toPaise, toWhole } from '../entered.ts'
import { type Look, type Of, one, shownOf } from './fields.tsx'
import { Input, type InputLook } from './inputs.tsx'

type NumberLook<Needed extends boolean> = Look<number, Needed> & InputLook

/** Makes a kind of number field: how people type the number, and how the field shows it. */
const numbers =
  (toValue: (text: string) => number | undefined, usual: Partial<InputLook>, toShown = (value: number) => value) =>
  <Fields extends Named, Name extends Of<Fields>, Needed extends boolean = false>(
    of: Fields,
    name: Name,
    look: NumberLook<Needed>,
  ) => {
    const shown = look.value === undefined ? undefined : toShown(look.value)
    const input = <Input size="short" {...usual} {...shownOf(look)} name={name} defaultValue={shown} />
    return one([of[name] as Fields[Name], name], look, toValue, input)
  }

export const whole = numbers(toWhole, { inputMode: 'numeric', autoComplete: 'off' })
export const decimal = numbers(toDecimal, { inputMode: 'decimal' })
/** An amount in rupees. The API gets paise. */
export const rupees = numbers(toPaise, { inputMode: 'decimal', autoComplete: 'off' }, (paise) => paise / 100)
