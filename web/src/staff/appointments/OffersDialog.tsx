// What the reception can offer to somebody who was displaced: three times, and any other. Asked at each opening.
import { Link } from 'wouter'
import type { Answer } from '../../api/client.ts'
import { useAnswer, useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { useAccount } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Failure, Loading } from '../../ui/outcomes.tsx'
import { Dialog } from '../shell/Dialog.tsx'
import { say } from '../shell/Said.tsx'
import { Facts } from './AppointmentDialog.tsx'
import { nameOf } from './acts.ts'
import { type Appointment, startOf } from './day.ts'
import './offers.css'

type Offer = Answer<'GET /v1/appointments/{appointmentId}/offers'>['items'][number]

interface OffersDialogProps {
  readonly one: Appointment | undefined
  readonly onClose: () => void
}

export function OffersDialog({ one, onClose }: OffersDialogProps) {
  const { t } = useText()
  return (
    <Dialog
      title={one ? t('staff.schedules.offers.title', { name: nameOf(one) }) : ''}
      isOpen={one !== undefined}
      onClose={onClose}
    >
      {one && <Offers one={one} onDone={onClose} />}
    </Dialog>
  )
}

function Offers({ one, onDone }: { one: Appointment; onDone: () => void }) {
  const { t, format } = useText()
  const { appointmentId } = one
  const answer = useAnswer('GET /v1/appointments/{appointmentId}/offers', { path: { appointmentId } }, { freshMs: 0 })
  const move = useSend('POST /v1/appointments/{appointmentId}/rescheduling')
  const choose = async ({ slotIds }: Offer): Promise<void> => {
    const moved = await move.mutateAsync({ path: { appointmentId }, body: { slotIds } })
    say({
      text: t('staff.appointments.said.moved', { name: nameOf(one) }),
      detail: `${format.weekdayAndDay(moved.date)}, ${format.time(startOf(moved))}`,
    })
    onDone()
  }
  return (
    <>
      <Facts one={one} />
      {move.error && <Failure error={move.error} takesFocus />}
      {!answer.data && (answer.error ? <Failure error={answer.error} /> : <Loading />)}
      {answer.data?.items.length === 0 && <p className="soft">{t('staff.schedules.offers.none')}</p>}
      <ul className="plain offer-list">
        {answer.data?.items.map((offer) => (
          <OfferRow
            key={offer.slotIds.join(' ')}
            offer={offer}
            // A failure stands above the offers.
            onChoose={() => void choose(offer).catch(() => undefined)}
          />
        ))}
      </ul>
      <p>
        <Link href={`/staff/appointments/${appointmentId}/move`}>{t('staff.schedules.offers.other')}</Link>
      </p>
    </>
  )
}

function OfferRow({ offer, onChoose }: { offer: Offer; onChoose: () => void }) {
  const { t, format } = useText()
  const { facilityId: ownId } = useAccount()
  const { date, start, doctorName, facilityId, facilityName, distanceKm } = offer
  const when = `${format.weekdayAndDay(date)}, ${format.timeOfDay(start)}`
  const isHere = facilityId === ownId
  return (
    <li className="offer-row">
      <span>
        <strong>{when}</strong>
        <br />
        {t('staff.appointments.doctor', { name: doctorName })}
        {!isHere && (
          <span className="soft">
            {' '}
            {facilityName}, {format.kilometres(distanceKm)}
          </span>
        )}
      </span>
      {isHere ? (
        <Button kind="tint" onClick={onChoose}>
          {t('staff.schedules.offers.choose')} <span className="visually-hidden">{when}</span>
        </Button>
      ) : (
        <span className="soft">{t('staff.schedules.offers.elsewhere')}</span>
      )}
    </li>
  )
}
