// The messages that a person got, the newest first. Opening the page marks those that it shows as read.
import { useEffect, useRef, useState } from 'react'
import { Link } from 'wouter'
import type { ListItem } from '../../api/client.ts'
import { useList } from '../../api/lists.ts'
import { useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Failure, Loading } from '../../ui/outcomes.tsx'
import { Page } from '../../ui/Page.tsx'
import { Tag } from '../../ui/Tag.tsx'
import './messages.css'

const NAME = 'GET /v1/notifications/inbox'
type Message = ListItem<typeof NAME>

export default function MessagesPage() {
  const { t, language } = useText()
  const list = useList(NAME, { language: language.code === 'hi' ? 'hi' : 'en', limit: 20 })
  const fresh = useReading(list.items)
  return (
    <Page title={t('messages.title')} back="/account" isPersonal>
      <p>
        <Link href="/account/messages/wishes">{t('messages.toWishes')}</Link>
      </p>
      {list.error !== null && <Failure error={list.error} onRetry={list.again} />}
      {list.items === undefined && list.error === null && <Loading />}
      {list.items?.length === 0 && <p>{t('messages.none')}</p>}
      <ul className="plain messages">
        {list.items?.map((message) => (
          <Line key={message.messageId} message={message} isNew={fresh.has(message.messageId)} />
        ))}
      </ul>
      {list.isReadingMore ? (
        <Loading />
      ) : (
        list.more && (
          <p>
            <Button kind="quiet" onClick={list.more}>
              {t('messages.older')}
            </Button>
          </p>
        )
      )}
    </Page>
  )
}

function Line({ message: { text, sentAt, bookingId }, isNew }: { message: Message; isNew: boolean }) {
  const { t, format } = useText()
  return (
    <li className={isNew ? 'message message-new' : 'message'}>
      <p className="soft">
        <time dateTime={sentAt}>{format.instant(sentAt)}</time> {isNew && <Tag kind="good">{t('messages.new')}</Tag>}
      </p>
      <p>{text}</p>
      {bookingId !== undefined && <Link href={`/account/bookings/${bookingId}`}>{t('messages.toBooking')}</Link>}
    </li>
  )
}

/** Marks the shown messages as read. Gives those that were new when the page showed them first: they stay marked. */
function useReading(items: readonly Message[] | undefined): ReadonlySet<string> {
  const { mutate } = useSend('POST /v1/notifications/inbox/{messageId}/reading')
  const sent = useRef(new Set<string>())
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => {
    const unread = (items ?? []).filter(({ messageId, readAt }) => readAt === undefined && !sent.current.has(messageId))
    if (unread.length === 0) return
    for (const { messageId } of unread) {
      sent.current.add(messageId)
      mutate({ path: { messageId } })
    }
    setFresh(new Set(sent.current))
  }, [items, mutate])
  return fresh
}
