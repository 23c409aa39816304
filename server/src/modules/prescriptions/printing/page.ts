// Makes the page of a prescription. The same version gives the same words, save what became of it since.
import { html, type Markup } from '../../../platform/print/markup.ts'
import { type Print, type PrintLanguage, toPrintedDay, toPrintedTime, toTable } from '../../../platform/print/page.ts'
import { toQrCode } from '../../../platform/print/qr-code.ts'
import type { Times } from '../contract.ts'
import type { PrescriptionView } from '../signing/views.ts'
import { ROUTE_WORDS, WORDS } from './words.ts'

type Line = PrescriptionView['lines'][number]

export function toPrescriptionPrint(view: PrescriptionView, language: PrintLanguage): Print {
  const words = WORDS[language]
  const { patient, facility, reference, validUntil, repeats, mode } = view
  const gender = words[patient.gender as 'female'] ?? ''
  const body = html`<div class="sides"><div><h1>${facility.name}</h1><p class="small">${facility.address}</p></div>
<div><p class="strong">${words.title}</p><p>${reference}</p>${toMarks(view, language)}</div></div>
<p>${words.patient}: <b>${patient.name}</b>, ${patient.ageYears} ${words.years}${gender && `, ${gender}`}<br>
<span class="small">${patient.address}</span></p>
${toLines(view.lines, language)}
${repeats > 0 && html`<p>${words.repeats}: ${repeats} ${words.times}</p>`}
${mode === 'tele' && html`<p>${words.tele}</p>`}
<p>${words.until}: <b>${toPrintedDay(validUntil, language)}</b></p>
${toSignature(view, language)}`
  return { sheet: 'a5', language, title: `${words.title} ${reference}`, body }
}

/** What became of this version: a newer one, a stop, the end of its days. */
function toMarks({ version, newestVersion, status, amends, stopReason }: PrescriptionView, language: PrintLanguage) {
  const words = WORDS[language]
  const because = (reason: string | undefined) =>
    reason !== undefined && html`<p class="small">${words.because}: ${reason}</p>`
  return html`<p>${words.version} ${version}</p>
${version > 1 && html`<p><span class="mark strong">${words.amended}</span></p><p class="small">${words.replaces}</p>`}
${because(amends)}
${version < newestVersion && html`<p><span class="mark strong">${words.replaced} ${newestVersion}</span></p>`}
${status === 'STOPPED' && html`<p><span class="mark strong">${words.stopped}</span></p>${because(stopReason)}`}
${status === 'EXPIRED' && html`<p><span class="mark strong">${words.expired}</span></p>`}`
}

function toLines(lines: readonly Line[], language: PrintLanguage): Markup {
  const words = WORDS[language]
  return toTable(
    [{ name: '' }, { name: words.medicine }, { name: words.take }, { name: words.quantity, isNumber: true }],
    lines.map((line, index) => [
      index + 1,
      html`<b>${line.genericName.toLocaleUpperCase('en')}</b>${toStrength(line)}`,
      toTaking(line, language),
      `${line.quantity} ${line.unit}`,
    ]),
  )
}

/** Strength and form, where the name does not say them. */
function toStrength({ genericName, strength, form }: Line): Markup | undefined {
  const name = genericName.toLowerCase()
  const further = [strength, form].filter((part) => part !== '' && !name.includes(part.toLowerCase()))
  return further.length === 0 ? undefined : html`<br>${further.join(', ')}`
}

function toTaking(line: Line, language: PrintLanguage): Markup {
  const words = WORDS[language]
  const route = ROUTE_WORDS[language][line.route]
  const parts = [route, line.dose, toTimes(line.times, language)].filter((part) => part !== '')
  const days = [words.for, line.days, words.forDays].filter((part) => part !== '').join(' ')
  return html`${parts.join('; ')}<br>${days}${line.instructions !== undefined && html`<br>${line.instructions}`}
${line.substitution === 'ask' && html`<br>${words.ask}`}`
}

const DAY_TIMES = ['morning', 'noon', 'evening', 'night'] as const

/** `morning 1, night 1/2`; or the most in a day. */
export function toTimes(times: Times, language: PrintLanguage): string {
  const words = WORDS[language]
  if ('asNeeded' in times) return `${words.asNeeded} ${toPortion(times.perDayMax)} ${words.aDay}`
  return DAY_TIMES.filter((time) => times[time] > 0)
    .map((time) => `${words[time]} ${toPortion(times[time])}`)
    .join(', ')
}

const QUARTERS: Readonly<Record<string, string>> = { '0.25': '¼', '0.5': '½', '0.75': '¾' }

function toPortion(portion: number): string {
  const whole = Math.floor(portion)
  const part = QUARTERS[String(portion - whole)] ?? ''
  return whole === 0 && part !== '' ? part : `${whole}${part}`
}

function toSignature(view: PrescriptionView, language: PrintLanguage): Markup {
  const words = WORDS[language]
  const { doctor, reference, signedAt, hash } = view
  return html`<div class="sides foot"><div><p><b>${doctor.name}</b>, ${doctor.qualifications.join(', ')}</p>
<p>${words.registration}: ${doctor.council} ${doctor.registrationNo}</p>
<p>${words.signed}: ${toPrintedTime(new Date(signedAt), language)}</p>
<p class="small">${words.seal}: ${hash.slice(0, 16)}</p><p class="small">${words.show}</p></div>
<div class="code">${toQrCode(reference)}</div></div>`
}
