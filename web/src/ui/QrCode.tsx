// A QR code drawn as one path: sharp on paper of any size, and black on white in the dark theme too.
import { correction, generate, mode } from 'lean-qr'

/** Scanners need a white margin of four squares. */
const QUIET = 4

interface QrCodeProps {
  readonly text: string
  /** Digits after the text. They need less room than text does. A code with many of them has low correction. */
  readonly digits?: string
  readonly label: string
}

export default function QrCode({ text, digits, label }: QrCodeProps) {
  const code =
    digits === undefined
      ? generate(text, { minCorrectionLevel: correction.M })
      : generate(mode.multi(mode.ascii(text), mode.numeric(digits)), { minCorrectionLevel: correction.L })
  const count = code.size
  const size = count + 2 * QUIET
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#ffffff" />
      <path d={toPath(count, (row, column) => code.get(column, row))} fill="#000000" />
    </svg>
  )
}

function toPath(count: number, isDark: (row: number, column: number) => boolean): string {
  let path = ''
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < count; column++) {
      if (isDark(row, column)) path += `M${column + QUIET} ${row + QUIET}h1v1h-1z`
    }
  }
  return path
}
