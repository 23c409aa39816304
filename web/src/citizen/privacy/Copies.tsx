// Copies of everything that Sehat keeps of the family: ask for one, wait for it, open it.
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { isProblem } from '../../api/problem.ts'
import { useAnswer, useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { signInHref, signOut } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Failure, Loading } from '../../ui/outcomes.tsx'

/** Most copies are ready within seconds. */
const EVERY_MS = 3_000

export function Copies() {
  const { t, format } = useText()
  const [isAsked, setAsked] = useState(false)
  const list = useAnswer('GET /v1/privacy/exports', {}, { everyMs: EVERY_MS })
  const send = useSend('POST /v1/privacy/exports')
  const ask = async (): Promise<void> => {
    setAsked(false)
    await send.mutateAsync({})
    setAsked(true)
  }
  return (
    <>
      {isAsked && <Notice kind="good" takesFocus title={t('privacy.copies.asked')} />}
      {send.error && <TooOld error={send.error} />}
      {list.error && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {!list.data && !list.error && <Loading />}
      <ul className="plain">
        {list.data?.items.map(({ exportId, status, askedAt, expiresAt }) => (
          <li key={exportId}>
            {status === 'ready' && expiresAt !== undefined ? (
              <>
                <Link href={`/account/privacy/copies/${exportId}`}>
                  {t('privacy.copies.look', { at: format.instant(askedAt) })}
                </Link>
                <br />
                <span className="soft">{t('privacy.copies.until', { at: format.instant(expiresAt) })}</span>
              </>
            ) : (
              <span role="status">{t('privacy.copies.waiting', { at: format.instant(askedAt) })}</span>
            )}
          </li>
        ))}
      </ul>
      <p>
        <Button kind="quiet" onClick={() => void ask().catch(() => undefined)}>
          {t('privacy.copies.ask')}
        </Button>
      </p>
    </>
  )
}

/** Says that the person must sign in once more, and leads there. */
export function TooOld({ error }: { error: unknown }) {
  const { t } = useText()
  const [, go] = useLocation()
  if (!isProblem(error, 'sign-in-too-old')) return <Failure error={error} takesFocus />
  return (
    <Notice kind="warning" takesFocus title={t('privacy.tooOld.title')}>
      <Button
        onClick={() =>
          void signOut()
            .catch(() => undefined)
            .then(() => go(signInHref('/account/privacy')))
        }
      >
        {t('privacy.tooOld.link')}
      </Button>
    </Notice>
  )
}
