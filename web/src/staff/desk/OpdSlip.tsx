// The slip of the day on paper of 80 mm. Its head names nobody; the part with the name is folded away below it.
import type { Answer } from '../../api/client.ts'
import { useText } from '../../i18n/language.ts'
import { toSlipCode } from '../../slip-code.ts'
import QrCode from '../../ui/QrCode.tsx'
import { startOf } from '../appointments/day.ts'

export type Slip = Answer<'GET /v1/appointments/tokens/{tokenId}'>

export function OpdSlip({ slip }: { slip: Slip }) {
  const { t, format } = useText()
  const { label, reference, tokenId, appointmentId, facilityName, date, usualRoom, room = usualRoom } = slip
  return (
    <article className="opd-slip" aria-label={t('staff.desk.slip.title')}>
      <header>
        <h2>{facilityName}</h2>
        <p>{[format.fullDay(date), format.time(slip.arrivedAt)].join(', ')}</p>
      </header>
      <div className="opd-number">
        <div>
          <p>{t('staff.desk.slip.number')}</p>
          <p className="opd-label">{label}</p>
          {room !== undefined && <p>{`${t('staff.doctors.practice.room')} ${room}`}</p>}
        </div>
        <div className="opd-code">
          <QrCode
            text={toSlipCode({ reference, bookingId: appointmentId ?? tokenId })}
            label={t('staff.desk.slip.code')}
          />
          <p>{reference}</p>
        </div>
      </div>
      <Inside slip={slip} />
      <p className="opd-fold">{t('staff.desk.slip.fold')}</p>
      <footer>
        <div className="opd-code">
          <QrCode text={`${location.origin}/place/${slip.link}`} label={t('staff.desk.slip.placeCode')} />
        </div>
        <p>{t('staff.desk.slip.place')}</p>
      </footer>
    </article>
  )
}

/** Who it is, to whom, and for how much: the part that nobody sees on the folded slip. */
function Inside({ slip }: { slip: Slip }) {
  const { t, format } = useText()
  const { patient, doctorName, servicePoint, start, date, feePaise } = slip
  const fee = feePaise === 0 ? t('staff.doctors.practice.free') : format.money(feePaise)
  const rows = [
    doctorName === undefined ? servicePoint : t('staff.appointments.doctor', { name: doctorName }),
    start && `${t('staff.appointments.column.time')} ${format.time(startOf({ date, start }))}`,
    `${t('staff.doctors.practice.shown.fee')} ${fee}`,
  ].filter(Boolean)
  return (
    <section className="opd-inside">
      {patient && (
        <p>
          <strong>{patient.name}</strong>
          <br />
          {t('staff.appointments.about', {
            gender: t(`staff.centre.sexShort.${patient.gender}`),
            year: String(patient.birthYear),
          })}
        </p>
      )}
      {rows.map((row) => (
        <p key={row}>{row}</p>
      ))}
    </section>
  )
}
