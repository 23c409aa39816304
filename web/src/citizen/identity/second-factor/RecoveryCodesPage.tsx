// Makes ten recovery codes and shows them once: the person writes them down or prints them.
import { useState } from 'react'
import { useSend } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { homeOf, useAccount } from '../../../session/session.ts'
import { Button, ButtonLink } from '../../../ui/Button.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Failure } from '../../../ui/outcomes.tsx'
import { Page } from '../../../ui/Page.tsx'
import { useBack } from '../sign-in/back.ts'
import './authenticator.css'

export default function RecoveryCodesPage() {
  const { t } = useText()
  const account = useAccount()
  const back = useBack() ?? homeOf(account)
  const [codes, setCodes] = useState<readonly string[]>()
  const send = useSend('POST /v1/me/recovery-codes')
  const make = async (): Promise<void> => setCodes((await send.mutateAsync({})).codes)
  return (
    <Page title={t('secondFactor.codes.title')} back="/account/security" isPersonal>
      <p>{t('secondFactor.codes.text')}</p>
      {send.error && <Failure error={send.error} takesFocus />}
      {codes ? (
        <>
          <Notice kind="good" takesFocus title={t('secondFactor.codes.made')}>
            <p>{t('secondFactor.codes.once')}</p>
          </Notice>
          <ul className="plain recovery-codes">
            {codes.map((code) => (
              <li key={code}>
                <code>{code}</code>
              </li>
            ))}
          </ul>
          <p className="no-print">
            <ButtonLink href={back}>{t('secondFactor.codes.kept')}</ButtonLink>{' '}
            <Button kind="quiet" onClick={() => print()}>
              {t('secondFactor.codes.print')}
            </Button>
          </p>
        </>
      ) : (
        <p>
          <Button onClick={() => void make().catch(() => undefined)}>{t('secondFactor.codes.make')}</Button>{' '}
          <ButtonLink kind="quiet" href={back}>
            {t('secondFactor.codes.later')}
          </ButtonLink>
        </p>
      )}
    </Page>
  )
}
