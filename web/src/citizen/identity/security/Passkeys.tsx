// The passkeys of the account: a list, and a button that adds this device.
import { useState } from 'react'
import { markAllStale } from '../../../api/cache.ts'
import type { Answer } from '../../../api/client.ts'
import { useAnswer, useSend } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { PasskeyButton } from '../passkeys/PasskeyButton.tsx'
import { hasPasskeys } from '../passkeys/support.ts'

type Passkey = Answer<'GET /v1/me/passkeys'>['items'][number]

export function Passkeys() {
  const { t } = useText()
  const list = useAnswer('GET /v1/me/passkeys', {})
  const remove = useSend('DELETE /v1/me/passkeys/{passkeyId}')
  const [done, setDone] = useState<string>()
  const removeOne = async ({ passkeyId, deviceName }: Passkey): Promise<void> => {
    setDone(undefined)
    await remove.mutateAsync({ path: { passkeyId } })
    setDone(t('security.passkeys.removed', { device: nameOf(deviceName, t) }))
  }
  const add = async (): Promise<void> => {
    setDone(undefined)
    const { addPasskey } = await import('../passkeys/webauthn.ts')
    await addPasskey()
    markAllStale()
    setDone(t('security.passkeys.added'))
  }
  return (
    <>
      <h2>{t('security.passkeys.title')}</h2>
      <p>{t('security.passkeys.text')}</p>
      {done !== undefined && <Notice kind="good" takesFocus key={done} title={done} />}
      {remove.error && <Failure error={remove.error} takesFocus />}
      {list.error ? (
        <Failure error={list.error} onRetry={() => void list.refetch()} />
      ) : list.data ? (
        <PasskeyList items={list.data.items} onRemove={(one) => void removeOne(one).catch(() => undefined)} />
      ) : (
        <Loading />
      )}
      {hasPasskeys() ? (
        <PasskeyButton label={t('security.passkeys.add')} onUse={add} />
      ) : (
        <p className="soft">{t('security.passkeys.unsupported')}</p>
      )}
    </>
  )
}

/** The name of a device, in words where the server does not know it. */
export const nameOf = (deviceName: string, t: ReturnType<typeof useText>['t']): string =>
  deviceName === 'Unknown device' ? t('security.signIns.unknown') : deviceName

interface PasskeyListProps {
  readonly items: readonly Passkey[]
  readonly onRemove: (passkey: Passkey) => void
}

function PasskeyList({ items, onRemove }: PasskeyListProps) {
  const { t, format } = useText()
  // Whoever removes a passkey by mistake may be locked out of a device, so the page asks once more.
  const [asked, setAsked] = useState<string>()
  if (items.length === 0) return <p className="soft">{t('security.passkeys.none')}</p>
  return (
    <ul className="plain members">
      {items.map((one) => {
        const name = nameOf(one.deviceName, t)
        return (
          <li key={one.passkeyId} className="member">
            <h3>{name}</h3>
            <p className="soft">
              {t('security.passkeys.since', { at: format.instant(one.createdAt) })}
              <br />
              {one.lastUsedAt === undefined
                ? t('security.passkeys.unused')
                : t('security.signIns.used', { at: format.instant(one.lastUsedAt) })}
            </p>
            {asked === one.passkeyId ? (
              <Notice kind="warning" takesFocus title={t('security.passkeys.sure')}>
                <Button onClick={() => onRemove(one)}>{t('security.passkeys.removeNow')}</Button>{' '}
                <Button kind="quiet" onClick={() => setAsked(undefined)}>
                  {t('security.passkeys.keep')}
                </Button>
              </Notice>
            ) : (
              <Button kind="quiet" onClick={() => setAsked(one.passkeyId)}>
                {t('security.passkeys.remove')} <span className="visually-hidden">{name}</span>
              </Button>
            )}
          </li>
        )
      })}
    </ul>
  )
}
