// Makes the label of a tube: its number as text and as a code, whose it is, and what is measured in it.
import { html } from '../../../platform/print/markup.ts'
import type { Print, PrintLanguage } from '../../../platform/print/page.ts'
import { toPrintedTime } from '../../../platform/print/page.ts'
import { toQrCode } from '../../../platform/print/qr-code.ts'
import { toReference } from '../orders/views.ts'
import type { OrderLine, Specimen } from '../tables.ts'

export interface LabelParts {
  readonly specimen: Specimen & { readonly accession: string; readonly collected_at: Date }
  readonly lines: readonly OrderLine[]
  readonly patient: { readonly name: string; readonly birthYear: number; readonly gender: string }
  readonly language: PrintLanguage
}

/** The staff of a laboratory read labels, so the codes of tests and tubes stand as they are. */
export function toLabel({ specimen, lines, patient, language }: LabelParts): Print {
  const { accession, container, collected_at, order_id } = specimen
  const tests = lines.filter(({ line }) => specimen.lines.includes(line)).map(({ test }) => test)
  const sex = patient.gender.slice(0, 1).toUpperCase()
  const body = html`<div class="sides"><div class="code">${toQrCode(accession)}</div>
<div><p class="line strong">${accession}</p><p class="line strong">${patient.name}</p>
<p class="line">${patient.birthYear} ${sex} · ${toReference(order_id)}</p><p class="line">${container}</p>
<p class="line">${tests.join(' ')}</p><p class="line">${toPrintedTime(collected_at, language)}</p></div></div>`
  return { sheet: 'label', language, title: accession, body }
}
