// The search of the desk on the home page: part of a name finds who comes today, a slip or a reference opens at once.
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { today } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { Failure } from '../../../ui/outcomes.tsx'
import { AppointmentDialog } from '../../appointments/AppointmentDialog.tsx'
import { AppointmentPill } from '../../appointments/AppointmentPill.tsx'
import { nameOf } from '../../appointments/acts.ts'
import { type Appointment, isMeant, startOf, stateOf } from '../../appointments/day.ts'
import { useDay } from '../../appointments/day-list.ts'
import { useOpening } from '../../appointments/opening.ts'
import { useScanner } from '../../vaccination/bookings/scanner.ts'
import { Key } from '../Key.tsx'
import { useShortcuts, useShortcutsOn } from '../shortcuts.ts'

const FOUND_MAX = 8
const NOBODY: readonly Appointment[] = []

export function DeskSearch({ facilityId }: { facilityId: string }) {
  const { t } = useText()
  const [wanted, setWanted] = useState('')
  const [openId, setOpenId] = useState<string>()
  const [failed, setFailed] = useState<unknown>()
  const found = useRef<readonly Appointment[]>(NOBODY)
  const search = useRef<HTMLInputElement>(null)
  const hasKeys = useShortcutsOn()
  useEffect(() => {
    // The numbers come a moment after the page: whoever went on meanwhile keeps their place.
    const at = document.activeElement
    if (at === null || at === document.body || at.matches('h1')) search.current?.focus({ preventScroll: true })
  }, [])
  const show = (appointmentId: string): void => {
    setWanted('')
    setOpenId(appointmentId)
  }
  const open = useOpening({ facilityId, all: found.current, onFound: show, onFailed: setFailed })
  useScanner(open)
  useShortcuts(t('staff.start.menu'), [
    { keys: '/', label: t('staff.hospitalDay.search'), run: () => search.current?.focus() },
  ])
  const enter = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key !== 'Enter' || wanted.trim() === '') return
    event.preventDefault()
    const [only, ...others] = found.current
    if (only && others.length === 0) show(only.appointmentId)
    else open(wanted)
  }
  return (
    <section className="desk-search no-print">
      <AppointmentDialog appointmentId={openId} onClose={() => setOpenId(undefined)} />
      <div className="desk-search-box">
        <Icon name="search" sizePx={18} />
        <input
          ref={search}
          className="input"
          type="search"
          autoComplete="off"
          aria-label={t('staff.hospitalDay.search')}
          placeholder={t('staff.hospitalDay.search')}
          value={wanted}
          onChange={({ target }) => setWanted(target.value)}
          onKeyDown={enter}
        />
        {hasKeys && wanted === '' && <Key name="/" />}
      </div>
      {failed !== undefined && <Failure error={failed} takesFocus />}
      {wanted.trim() !== '' && <Found facilityId={facilityId} wanted={wanted} onOpen={show} found={found} />}
    </section>
  )
}

interface FoundProps {
  readonly facilityId: string
  readonly wanted: string
  readonly onOpen: (appointmentId: string) => void
  /** Tells the field who is shown, for its Enter. */
  readonly found: { current: readonly Appointment[] }
}

/** Reads the day only now: most people who open the page search for nobody. */
function Found({ facilityId, wanted, onOpen, found }: FoundProps) {
  const { t, format } = useText()
  const { data } = useDay(facilityId, today())
  const rows = (data ?? NOBODY).filter((one) => isMeant(one, wanted))
  useEffect(() => {
    found.current = rows
    return () => {
      found.current = NOBODY
    }
  })
  return (
    <div className="panel" role="status">
      {data && rows.length === 0 && <p className="soft panel-none">{t('staff.hospitalDay.noneFound')}</p>}
      <ul className="plain panel-rows" aria-label={t('staff.hospitalDay.found')}>
        {rows.slice(0, FOUND_MAX).map((one) => (
          <li key={one.appointmentId}>
            <button type="button" onClick={() => onOpen(one.appointmentId)}>
              <span>
                {nameOf(one)} <span className="soft">{t('staff.appointments.doctor', { name: one.doctorName })}</span>
              </span>
              <span className="panel-end">
                {format.time(startOf(one))} <AppointmentPill state={stateOf(one)} />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
