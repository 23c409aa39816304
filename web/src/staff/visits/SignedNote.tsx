// A signed version of a note, as staff read it.
import { useText } from '../../i18n/language.ts'
import { toTyped } from './note.ts'
import type { Visit } from './words.tsx'

export function SignedNote({ signed }: { signed: Visit['notes'][number] }) {
  const { t, format } = useText()
  const typed = toTyped(signed.note)
  const parts = (['complaints', 'examination', 'diagnoses', 'advice', 'referral'] as const).filter(
    (part) => typed[part] !== '',
  )
  return (
    <article className="visit-signed">
      <dl>
        {parts.map((part) => (
          <div key={part}>
            <dt>{t(`staff.visits.note.${part}`)}</dt>
            <dd>{typed[part]}</dd>
          </div>
        ))}
      </dl>
      <p className="soft">
        {t('staff.visits.note.signedBy', {
          ...{ name: signed.doctorName, council: signed.council, number: signed.registrationNo },
          ...{ version: signed.version, time: format.time(signed.signedAt) },
        })}
        {signed.amends !== undefined && ` ${t('staff.visits.note.because', { reason: signed.amends })}`}
      </p>
    </article>
  )
}
