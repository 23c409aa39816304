// What people do with an appointment outside Sehat: print it, put it into a calendar, find the way.
import { useText } from '../../../i18n/language.ts'
import { saveFile } from '../../../save-file.ts'
import { Button } from '../../../ui/Button.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { wayTo } from '../../patients/way.ts'
import { toCalendar } from '../../vaccination/bookings/calendar.ts'
import { useDoctorWords, windowOf } from '../words.ts'
import type { AppointmentFacts } from './facts.ts'
import '../../vaccination/bookings/actions.css'

export function SlipActions({ facts }: { facts: AppointmentFacts }) {
  const { t } = useText()
  const { hospital, appointment } = facts
  return (
    <div className="actions no-print">
      <Button onClick={() => print()}>
        <Icon name="printer" />
        {t('bookings.slip.print')}
      </Button>
      <CalendarButton facts={facts} />
      {hospital && appointment.mode === 'in-person' && (
        <a className="button button-quiet" href={wayTo(hospital)} target="_blank" rel="noreferrer">
          <Icon name="navigation" />
          {t('bookings.slip.way')}
        </a>
      )}
    </div>
  )
}

function CalendarButton({ facts: { appointment } }: { facts: AppointmentFacts }) {
  const { t } = useText()
  const { nameOf } = useDoctorWords()
  const { appointmentId, version, date, doctorName, facilityName, address, pin, reference } = appointment
  const save = (): void => {
    const text = toCalendar(
      {
        ...{ uid: appointmentId, sequence: version, isCancelled: false, date, window: windowOf(appointment) },
        title: t('doctors.slip.calendarTitle', { name: nameOf(doctorName) }),
        place: [facilityName, address, pin].filter(Boolean).join(', '),
        notes: t('doctors.slip.calendarNotes', { reference }),
      },
      Date.now(),
    )
    saveFile(`${reference}.ics`, new Blob([text], { type: 'text/calendar' }))
  }
  return (
    <Button kind="quiet" onClick={save}>
      <Icon name="calendar-plus" />
      {t('bookings.slip.calendar')}
    </Button>
  )
}
