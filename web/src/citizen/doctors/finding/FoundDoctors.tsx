// The doctors that a search finds, with the next free day of each, and the choices that narrow the list.
import { useState } from 'react'
import { useFilters } from '../../../address.ts'
import { useAnswer } from '../../../api/queries.ts'
import { addDays, today } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { ANY, bookHref, findReaders, SPECIALITIES, SPOKEN } from '../addresses.ts'
import { DoctorCard } from './DoctorCard.tsx'
import { HowOld } from './HowOld.tsx'

/** How far ahead the search looks for a free time. */
export const DAYS_AHEAD = 14
const PAGE = 20
const EVERY_MS = 60_000

export function FoundDoctors({ pin }: { pin: string }) {
  const [cursors, setCursors] = useState<readonly string[]>([])
  const { filters } = useFilters(findReaders)
  const wishes = [filters.speciality, filters.language].join()
  return (
    <>
      <Narrow />
      {[undefined, ...cursors].map((cursor, nth, all) => (
        <Part
          key={`${wishes} ${cursor}`}
          pin={pin}
          cursor={cursor}
          onMore={nth === all.length - 1 ? (next) => setCursors([...cursors, next]) : undefined}
        />
      ))}
    </>
  )
}

/** A choice applies at once. */
function Narrow() {
  const { t, language } = useText()
  const { filters, change } = useFilters(findReaders)
  const inOrder = (one: { text: string }, other: { text: string }): number =>
    one.text.localeCompare(other.text, language.code)
  const specialities = SPECIALITIES.map((value) => ({ value, text: t(`doctors.speciality.${value}`) }))
  const spoken = SPOKEN.map((value) => ({ value, text: t(`doctors.language.${value}`) }))
  return (
    <div className="doctor-narrow no-print">
      <Pick
        id="speciality"
        label={t('doctors.find.specialityLabel')}
        value={filters.speciality ?? ANY}
        options={[{ value: ANY, text: t('doctors.find.any') }, ...specialities.toSorted(inOrder)]}
        onPick={(value) => change({ speciality: findReaders.speciality(value) })}
      />
      <Pick
        id="language"
        label={t('doctors.find.languageLabel')}
        value={filters.language ?? ''}
        options={[{ value: '', text: t('doctors.find.anyLanguage') }, ...spoken.toSorted(inOrder)]}
        onPick={(value) => change({ language: findReaders.language(value) })}
      />
    </div>
  )
}

interface PickProps {
  readonly id: string
  readonly label: string
  readonly value: string
  readonly options: readonly { readonly value: string; readonly text: string }[]
  readonly onPick: (value: string) => void
}

function Pick({ id, label, value, options, onPick }: PickProps) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} className="input" value={value} onChange={({ target }) => onPick(target.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </div>
  )
}

interface PartProps {
  readonly pin: string
  readonly cursor: string | undefined
  readonly onMore: ((cursor: string) => void) | undefined
}

/** One page of the answer: who has a free time first comes first in it. */
function Part({ pin, cursor, onMore }: PartProps) {
  const { t } = useText()
  const { filters } = useFilters(findReaders)
  const { speciality, language } = filters
  const query = {
    ...{ pin, language, cursor, days: DAYS_AHEAD, show: 'next' as const, limit: PAGE },
    speciality: speciality === ANY ? undefined : speciality,
  }
  const asked = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined))
  const { data, error, refetch } = useAnswer(
    'GET /v1/appointments/slots',
    { query: asked as unknown as { days: number; show: 'next'; limit: number } },
    { everyMs: EVERY_MS },
  )
  if (!data) return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />
  const { nextCursor } = data
  const timeOf = ({ days }: (typeof data.doctors)[number]): string =>
    days[0] ? `${days[0].date} ${days[0].slots[0]?.start}` : '~'
  const doctors = data.doctors.toSorted((one, other) => timeOf(one).localeCompare(timeOf(other)))
  if (doctors.length === 0 && cursor === undefined) return <Nobody />
  return (
    <>
      <ul className="plain doctor-cards">
        {doctors.map((doctor) => (
          <DoctorCard
            key={`${doctor.facilityId} ${doctor.doctorId}`}
            doctor={doctor}
            until={addDays(today(), DAYS_AHEAD - 1)}
            hrefOf={(slot) => bookHref(doctor.doctorId, doctor.facilityId, slot)}
          />
        ))}
      </ul>
      {nextCursor !== undefined && onMore && (
        <Button kind="quiet" onClick={() => onMore(nextCursor)}>
          {t('doctors.find.more')}
        </Button>
      )}
      <HowOld asOf={data.asOf} viewAgeSeconds={data.viewAgeSeconds} />
    </>
  )
}

function Nobody() {
  const { t } = useText()
  const { filters, change } = useFilters(findReaders)
  return (
    <Notice title={t('doctors.find.nobody')}>
      <p>{t('doctors.find.nobodyText')}</p>
      {(filters.language !== undefined || filters.speciality !== ANY) && (
        <Button kind="quiet" onClick={() => change({ language: undefined, speciality: ANY })}>
          {t('doctors.find.clear')}
        </Button>
      )}
    </Notice>
  )
}
