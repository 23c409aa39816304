// Offers of roles that wait for an answer: an administrator sees whom they invited, and may withdraw an offer.
import type { Answer } from '../../api/client.ts'
import { useList } from '../../api/lists.ts'
import { useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { useWorkplace } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import type { Column } from '../../ui/columns.ts'
import { Failure } from '../../ui/outcomes.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { Listing } from '../lists/Listing.tsx'
import { say } from '../shell/Said.tsx'

type Offer = Answer<'GET /v1/staff/offers'>['items'][number]

interface Place {
  readonly facilityId: string | undefined
  readonly district: number | undefined
}

export function OfferList({ facilityId, district }: Place) {
  const { t } = useText()
  const place = facilityId === undefined ? { district } : { facility: facilityId }
  const list = useList('GET /v1/staff/offers', { ...place, limit: 20 })
  const send = useSend('POST /v1/staff/offers/{offerId}/withdrawal')
  const withdraw = async ({ offerId, name }: Offer): Promise<void> => {
    await send.mutateAsync({ path: { offerId } })
    say({ text: t('staff.people.offers.withdrawn', { name }) })
  }
  return (
    <section>
      {send.error && <Failure error={send.error} takesFocus />}
      <Listing
        stacks
        caption={t('staff.people.offers.caption')}
        list={list}
        keyOf={({ offerId }) => offerId}
        filters={<h2>{t('staff.people.offers.title')}</h2>}
        none={{ icon: 'mail', title: t('staff.people.offers.none') }}
        file="offers"
        columns={useColumns((offer) => void withdraw(offer).catch(() => undefined))}
      />
    </section>
  )
}

/** An offer that this user could have made has a button to withdraw it. */
function useColumns(onWithdraw: (offer: Offer) => void): readonly Column<Offer>[] {
  const appoints = useWorkplace()?.appoints ?? []
  const mayWithdraw = ({ roles }: Offer): boolean => roles.every((role) => appoints.some((one) => one.role === role))
  return [
    {
      key: 'name',
      text: ({ name }) => name,
      header: 'staff.people.name',
      draw: ({ name }) => <strong>{name}</strong>,
    },
    {
      key: 'phoneLast4',
      text: ({ phoneLast4 }) => phoneLast4,
      header: 'staff.people.phone',
      draw: ({ phoneLast4 }) => `•••• ${phoneLast4}`,
    },
    {
      key: 'roles',
      text: ({ roles }) => roles.join(' '),
      header: 'staff.people.roles',
      draw: ({ roles }, { t }) => roles.map((role) => t(`roles.${role}`)).join(', '),
    },
    {
      key: 'place',
      text: ({ placeName }) => placeName,
      header: 'staff.people.place',
      draw: ({ placeName }, { t }) => placeName ?? t('staff.people.country'),
    },
    {
      key: 'expiresAt',
      text: ({ expiresAt }) => expiresAt,
      header: 'staff.people.offers.expires',
      draw: ({ expiresAt, hasExpired }, { t, format }) =>
        hasExpired ? <Tag kind="warning">{t('staff.people.offers.expired')}</Tag> : format.instant(expiresAt),
    },
    {
      header: 'staff.people.change',
      isControl: true,
      draw: (offer, { t }) =>
        mayWithdraw(offer) && (
          <Button kind="quiet" onClick={() => onWithdraw(offer)}>
            {t('staff.people.offers.withdraw')} <span className="visually-hidden">{offer.name}</span>
          </Button>
        ),
    },
  ]
}
