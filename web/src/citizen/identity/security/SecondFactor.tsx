// The second factor on the page of security, for people whose role needs one: the app and the recovery codes.
import { useState } from 'react'
import { useAnswer, useSend } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Failure } from '../../../ui/outcomes.tsx'
import { SummaryList } from '../../../ui/SummaryList.tsx'

export function SecondFactor() {
  const { t } = useText()
  const { data } = useAnswer('GET /v1/me/second-factor', {})
  const [isRemoved, setRemoved] = useState(false)
  if (!data || !(data.isDemanded || data.hasApp || isRemoved)) return null
  const { isDemanded, hasApp, recoveryCodesLeft } = data
  return (
    <>
      <h2>{t('security.factor.title')}</h2>
      {isRemoved && !hasApp && <Notice kind="good" takesFocus title={t('security.changed.app-removed')} />}
      <p>{t(isDemanded ? 'security.factor.demanded' : 'security.factor.text')}</p>
      {recoveryCodesLeft === 0 && <Notice kind="warning" title={t('security.factor.noCodes')} />}
      <SummaryList
        rows={[
          {
            label: t('security.factor.app'),
            value: t(hasApp ? 'security.factor.inUse' : 'security.factor.notInUse'),
            changeHref: '/account/security/authenticator?back=/account/security',
          },
          {
            label: t('security.factor.codes'),
            value: t('security.factor.codesLeft', { count: recoveryCodesLeft }),
            changeHref: '/account/security/recovery-codes?back=/account/security',
          },
        ]}
      />
      {hasApp && <RemoveApp onRemoved={() => setRemoved(true)} />}
    </>
  )
}

function RemoveApp({ onRemoved }: { onRemoved: () => void }) {
  const { t } = useText()
  const [isAsked, setAsked] = useState(false)
  const remove = useSend('DELETE /v1/me/authenticator')
  const removeNow = async (): Promise<void> => {
    await remove.mutateAsync({})
    setAsked(false)
    onRemoved()
  }
  return (
    <>
      {remove.error && <Failure error={remove.error} takesFocus />}
      {isAsked ? (
        <Notice kind="warning" takesFocus title={t('security.factor.sure')}>
          <Button onClick={() => void removeNow().catch(() => setAsked(false))}>
            {t('security.factor.removeNow')}
          </Button>{' '}
          <Button kind="quiet" onClick={() => setAsked(false)}>
            {t('security.factor.keep')}
          </Button>
        </Notice>
      ) : (
        <Button kind="quiet" onClick={() => setAsked(true)}>
          {t('security.factor.remove')}
        </Button>
      )}
    </>
  )
}
