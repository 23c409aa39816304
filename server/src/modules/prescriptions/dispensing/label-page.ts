// Makes the labels of a dispense: each has the medicine, when to take it, for whom it is, and its lot.
import type { Static } from '../../../platform/contract.ts'
import { html, type Markup } from '../../../platform/print/markup.ts'
import { type Print, type PrintLanguage, toPrintedDay } from '../../../platform/print/page.ts'
import { LABEL_WORDS } from './label-words.ts'
import type { LabelView } from './list-routes.ts'

type Label = Static<typeof LabelView>

export function toLabelPrint(labels: readonly Label[], language: PrintLanguage): Print {
  const body = html`${labels.map((label, nth) => toLabel(label, nth, language))}`
  return { sheet: 'label', language, title: LABEL_WORDS[language].title, body }
}

function toLabel(label: Label, nth: number, language: PrintLanguage): Markup {
  const words = LABEL_WORDS[language]
  const { medicine, quantity, patientName, instructions, lot, expiresOn, days } = label
  const until = toPrintedDay(expiresOn, language)
  return html`<div${nth > 0 ? html` class="next"` : undefined}>
<div class="sides"><p class="strong">${medicine}</p><p class="strong">${quantity}</p></div>
${toTimes(label, language)}
<p>${[instructions, days === undefined ? undefined : words.days(days)].filter(Boolean).join('. ')}</p>
<p class="line">${patientName}</p>
<p class="line small">${words.lot} ${lot}, ${words.until} ${until}</p>
</div>`
}

const PARTS = ['morning', 'noon', 'evening', 'night'] as const

/** When it is taken, in words: people who cannot read 1-0-1 read the names of the parts of the day. */
function toTimes({ times, dose }: Label, language: PrintLanguage): Markup | undefined {
  const words = LABEL_WORDS[language]
  if (times === undefined) return undefined
  if ('asNeeded' in times) return html`<p class="strong">${dose}: ${words.asNeeded(times.perDayMax)}</p>`
  const taken = PARTS.filter((part) => times[part] > 0).map((part) => `${words[part]} ${times[part]}`)
  return html`<p class="strong">${taken.join(', ')}</p>`
}
