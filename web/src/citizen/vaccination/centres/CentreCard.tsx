// One centre of the list: where it is, what it costs, the sessions of the chosen day as chips, and one button to book.
import { memo, useState } from 'react'
import { Link } from 'wouter'
import { useFilters } from '../../../address.ts'
import { useText } from '../../../i18n/language.ts'
import { type FoundCentre, isBookable, readers, type Session } from './sessions.ts'

export const CentreCard = memo(function CentreCard({ centre }: { centre: FoundCentre }) {
  const { t, format } = useText()
  const { facilityId, name, address, pin, distanceKm, sessions } = centre
  const [picked, setPicked] = useState<string>()
  const bookable = sessions.filter(isBookable)
  const chosen = bookable.find(({ sessionId }) => sessionId === picked) ?? bookable[0]
  const fee = (chosen ?? sessions[0])?.fee
  return (
    <li className="centre" id={`centre-${facilityId}`}>
      <div className="centre-head">
        <div>
          <h3>{name}</h3>
          <p className="soft">
            {distanceKm !== undefined && <strong>{format.kilometres(distanceKm)}</strong>}
            {distanceKm !== undefined && ' · '}
            {[address, pin].filter(Boolean).join(', ')}
          </p>
        </div>
        {fee !== undefined && (
          <strong className={fee === 0 ? 'tag tag-good' : 'tag'}>
            {fee === 0 ? t('centres.free') : format.money(fee)}
          </strong>
        )}
      </div>
      <div className="centre-times">
        <ul className="times plain" aria-label={t('centres.times', { name })}>
          {sessions.map((session) => (
            <li key={session.sessionId}>
              <TimeChip session={session} isChosen={session === chosen} onChoose={() => setPicked(session.sessionId)} />
            </li>
          ))}
        </ul>
        {chosen && <Book session={chosen} centre={name} />}
      </div>
    </li>
  )
})

interface TimeChipProps {
  readonly session: Session
  readonly isChosen: boolean
  readonly onChoose: () => void
}

/** Up to this many seats the chip says "only". */
const FEW_MAX = 10

function TimeChip({ session, isChosen, onChoose }: TimeChipProps) {
  const { t, format } = useText()
  const { available, opensAt } = session
  const inside = (
    <>
      <span className="time">{useHours(session)}</span>
      <Offer session={session} />
    </>
  )
  if (!isBookable(session)) {
    const opensLater = opensAt !== undefined && Date.parse(opensAt) > Date.now()
    return (
      <span className="chip chip-off">
        {inside}
        <span>{opensLater ? t('centres.opens', { at: format.instant(opensAt) }) : t('centres.full')}</span>
      </span>
    )
  }
  const isFew = available <= FEW_MAX
  return (
    <button type="button" className="chip" aria-pressed={isChosen} onClick={onChoose}>
      {inside}
      <span className={isFew ? 'left-few' : 'left'}>
        {t(isFew ? 'centres.onlyLeft' : 'centres.left', { count: available })}
      </span>
    </button>
  )
}

/** What the session offers, as far as the filters leave it open. */
function Offer({ session: { vaccine, dose, minAge, maxAge } }: { session: Session }) {
  const { t } = useText()
  const { filters } = useFilters(readers)
  const ages = maxAge === undefined ? t('centres.agesFrom', { minAge }) : t('centres.ages', { minAge, maxAge })
  const isKnown = filters.vaccine !== undefined && filters.dose !== undefined
  const parts = [!isKnown && t('centres.vaccineAndDose', { vaccine, dose }), filters.age === undefined && ages]
  const text = parts.filter(Boolean).join(', ')
  return text === '' ? null : <span className="chip-offer">{text}</span>
}

/** From the first window to the end of the last one. */
function useHours({ windows }: Session): string {
  const { format } = useText()
  return format.window(`${windows[0]?.slice(0, 5)}-${windows.at(-1)?.slice(6)}`)
}

function Book({ session, centre }: { session: Session; centre: string }) {
  const { t } = useText()
  const { sessionId, vaccine, dose, windows } = session
  const time = useHours(session)
  // With one window the person has no choice. With several, the booking asks.
  const [window] = windows.length === 1 ? windows : []
  const address = window === undefined ? `/book/${sessionId}` : `/book/${sessionId}?window=${window}`
  return (
    <Link className="button book" href={address}>
      {t('centres.book')}
      <span className="visually-hidden"> {t('centres.bookWhat', { vaccine, dose, time, centre })}</span>
    </Link>
  )
}
