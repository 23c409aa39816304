// The log of messages of the centre, or of one booking: what became of each, without its text.
import { reader, useFilters } from '../../address.ts'
import type { ListItem } from '../../api/client.ts'
import { getNotificationsLog } from '../../api/limits/get-notifications-log.ts'
import { useList } from '../../api/lists.ts'
import { useText } from '../../i18n/language.ts'
import { useAccount } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import type { Column } from '../../ui/columns.ts'
import { Tag, type TagKind } from '../../ui/Tag.tsx'
import { Listing } from '../lists/Listing.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'

const NAME = 'GET /v1/notifications/log'
type Logged = ListItem<typeof NAME>

const KIND: Readonly<Record<Logged['status'], TagKind>> = {
  WAITING: 'plain',
  SENDING: 'plain',
  SENT: 'good',
  DELIVERED: 'good',
  FAILED: 'error',
  SUPERSEDED: 'plain',
  EXPIRED: 'warning',
  STOPPED: 'plain',
}

const COLUMNS: readonly Column<Logged>[] = [
  {
    key: 'dueAt',
    text: ({ dueAt }) => dueAt,
    header: 'staff.messages.due',
    draw: ({ dueAt }, { format }) => format.instant(dueAt),
  },
  {
    key: 'template',
    text: ({ template }) => template,
    header: 'staff.messages.template',
    draw: ({ template }, { t }) => t(`staff.messages.templates.${template}`),
  },
  {
    key: 'status',
    text: ({ status }) => status,
    header: 'staff.messages.status',
    draw: ({ status }, { t }) => <Tag kind={KIND[status]}>{t(`staff.messages.statuses.${status}`)}</Tag>,
  },
  {
    key: 'tries',
    text: ({ tries }) =>
      tries.map(({ channel, status, code = '' }) => `${channel} ${status} ${code}`.trim()).join('; '),
    header: 'staff.messages.tries',
    draw: ({ tries }, { t, format }) =>
      tries.length === 0 ? (
        '–'
      ) : (
        <ul className="plain">
          {tries.map(({ channel, status, at, toLast4 }) => (
            <li key={at + channel}>
              {t(`staff.messages.channels.${channel}`)} {toLast4 !== undefined && `…${toLast4} `}
              {t(`staff.messages.results.${status}`)}, {format.instant(at)}
            </li>
          ))}
        </ul>
      ),
  },
  { key: 'reason', text: ({ reason }) => reason ?? '' },
  { key: 'bookingId', text: ({ bookingId }) => bookingId ?? '' },
  { key: 'noticeId', text: ({ noticeId }) => noticeId },
]

const readers = { subject: reader(getNotificationsLog.subject) }

export default function MessageLogPage() {
  const { t } = useText()
  const { facilityId = '' } = useAccount()
  const { filters, change } = useFilters(readers)
  const { subject } = filters
  const list = useList(NAME, { ...(subject ? { subject } : { facility: facilityId }), limit: 50 })
  return (
    <StaffPage title={t(subject ? 'staff.messages.titleOfBooking' : 'staff.messages.title')}>
      <p className="soft">{t('staff.messages.what')}</p>
      {subject && (
        <p>
          <Button kind="quiet" onClick={() => change({ subject: undefined })}>
            {t('staff.messages.all')}
          </Button>
        </p>
      )}
      <Listing
        stacks
        caption={t('staff.messages.title')}
        list={list}
        keyOf={({ noticeId }) => noticeId}
        none={{ icon: 'message', title: t('staff.messages.none'), text: t('staff.messages.noneWhy') }}
        file="messages"
        columns={COLUMNS}
      />
    </StaffPage>
  )
}
