// A session without a free seat, or one that other people booked faster: says so kindly, with the nearest alternatives.

import { Link } from 'wouter'
import { href } from '../../../address.ts'
import { useText } from '../../../i18n/language.ts'
import { Notice } from '../../../ui/Notice.tsx'
import { Page } from '../../../ui/Page.tsx'
import { windowsAhead } from '../../../windows.ts'
import { Alternatives, OtherDays } from './Alternatives.tsx'
import { type Offer, useCaption } from './offer.ts'
import { timeHref, whoHref } from './steps.ts'

interface NoSeatProps {
  readonly offer: Offer
  /** Set when other people took the seats during this booking. */
  readonly lost?: { readonly free: number }
}

export function NoSeatPage({ offer, lost }: NoSeatProps) {
  const { t, format } = useText()
  const { session } = offer
  const caption = useCaption(offer)
  const opensLater = session.opensAt !== undefined && Date.parse(session.opensAt) > Date.now()
  const isOver = session.status === 'closed' || windowsAhead(session, Date.now()).length === 0
  const reason = opensLater ? 'notYet' : isOver ? 'closed' : lost ? 'lost' : 'full'
  const free = lost?.free ?? 0
  const { vaccine, dose } = session
  const search = href('/centres', { pin: offer.centre.pin, vaccine, dose })
  return (
    <Page title={t(`booking.noSeat.${reason}`)} caption={caption} back={search} isPersonal>
      {opensLater && <p>{t('booking.noSeat.opens', { at: format.instant(session.opensAt ?? '') })}</p>}
      {lost && <Notice kind="info">{t('booking.noSeat.nothingBooked')}</Notice>}
      {free > 0 && (
        <p>
          {t('booking.noSeat.left', { count: free })}{' '}
          <Link href={whoHref(session.sessionId)}>{t('booking.noSeat.fewer')}</Link>
        </p>
      )}
      <Alternatives offer={offer} hrefOf={timeHref} title={t('booking.instead.title')} />
      <OtherDays wanted={session.date} />
      <p>
        <Link href={search}>{t('booking.instead.search')}</Link>
      </p>
    </Page>
  )
}
