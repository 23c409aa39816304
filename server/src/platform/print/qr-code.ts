// Draws a QR code as SVG, for prints and pages.
import { generate } from 'lean-qr'
import { toSvgSource } from 'lean-qr/extras/svg'
import { Markup } from './markup.ts'

/** The QR code of a text. A text of capitals, digits and spaces needs the fewest squares. */
export function toQrCode(text: string): Markup {
  return new Markup(toSvgSource(generate(text), { xmlDeclaration: false }))
}
