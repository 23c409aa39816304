// Sign-in and security: the phone, the password, and where the person is signed in.
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { Answer } from '../../../api/client.ts'
import { useAnswer, useSend } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { noteDone } from '../../../session/done.ts'
import { homeOf, signOutEverywhere, useAccount } from '../../../session/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { Page } from '../../../ui/Page.tsx'
import { SummaryList } from '../../../ui/SummaryList.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import { OutsideAccounts } from './OutsideAccounts.tsx'
import { nameOf, Passkeys } from './Passkeys.tsx'
import { SecondFactor } from './SecondFactor.tsx'
import '../../patients/family.css'

type SignIn = Answer<'GET /v1/me/sign-ins'>['items'][number]

export default function SecurityPage() {
  const { t } = useText()
  const account = useAccount()
  const me = useAnswer('GET /v1/me', {})
  return (
    <Page title={t('security.title')} back={homeOf(account)} isPersonal>
      <SummaryList
        rows={[
          {
            label: t('security.phone.label'),
            value: me.data ? t('security.phone.ending', { ending: me.data.phone.slice(-4) }) : '…',
            changeHref: '/account/security/phone',
          },
          {
            label: t('security.mail.label'),
            value: me.data ? (me.data.mail ?? t('security.mail.none')) : '…',
            changeHref: '/account/security/mail',
          },
          {
            label: t('security.password.label'),
            value: t('security.password.hidden'),
            changeHref: '/account/security/password',
          },
        ]}
      />
      <p>
        <Link href="/account/offers">{t('security.offers')}</Link>
      </p>
      {account.patientId !== undefined && (
        <p>
          <Link href="/account/privacy">{t('family.toPrivacy')}</Link>
        </p>
      )}
      <Passkeys />
      <SecondFactor />
      <OutsideAccounts />
      <h2>{t('security.signIns.title')}</h2>
      <p>{t('security.signIns.text')}</p>
      <SignIns />
    </Page>
  )
}

function SignIns() {
  const { t } = useText()
  const list = useAnswer('GET /v1/me/sign-ins', {})
  const end = useSend('DELETE /v1/me/sign-ins/{signInId}')
  const [ended, setEnded] = useState<string>()
  if (list.error) return <Failure error={list.error} onRetry={() => void list.refetch()} />
  if (!list.data) return <Loading />
  const endOne = async ({ signInId, deviceName }: SignIn): Promise<void> => {
    await end.mutateAsync({ path: { signInId } })
    setEnded(nameOf(deviceName, t))
  }
  return (
    <>
      {ended !== undefined && <Notice kind="good" takesFocus title={t('security.signIns.ended', { device: ended })} />}
      {end.error && <Failure error={end.error} takesFocus />}
      <ul className="plain members">
        {list.data.items.map((one) => (
          <SignInCard key={one.signInId} signIn={one} onEnd={() => void endOne(one).catch(() => undefined)} />
        ))}
      </ul>
      <EndAll />
    </>
  )
}

function SignInCard({ signIn, onEnd }: { signIn: SignIn; onEnd: () => void }) {
  const { t, format } = useText()
  const { deviceName, placeName, startedAt, lastUsedAt, isCurrent } = signIn
  const name = nameOf(deviceName, t)
  return (
    <li className="member">
      <h3>{name}</h3>
      {isCurrent && <Tag kind="good">{t('security.signIns.current')}</Tag>}
      {placeName !== undefined && <p>{placeName}</p>}
      <p className="soft">
        {t('security.signIns.started', { at: format.instant(startedAt) })}
        <br />
        {t('security.signIns.used', { at: format.instant(lastUsedAt) })}
      </p>
      {!isCurrent && (
        <Button kind="quiet" onClick={onEnd}>
          {t('security.signIns.end')} <span className="visually-hidden">{name}</span>
        </Button>
      )}
    </li>
  )
}

/** Asks once more, because the person has to sign in again afterwards. */
function EndAll() {
  const { t } = useText()
  const [, go] = useLocation()
  const [isAsked, setAsked] = useState(false)
  const [error, setError] = useState<unknown>()
  const endAll = (): void => {
    signOutEverywhere().then(() => {
      noteDone(t('security.signIns.endedAll'))
      go('/sign-in', { replace: true })
    }, setError)
  }
  if (!isAsked) {
    return (
      <Button kind="quiet" onClick={() => setAsked(true)}>
        {t('security.signIns.endAll')}
      </Button>
    )
  }
  return (
    <Notice kind="warning" takesFocus title={t('security.signIns.sure')}>
      {error !== undefined && <Failure error={error} />}
      <p>
        <Button onClick={endAll}>{t('security.signIns.endAllNow')}</Button>
      </p>
      <p>
        <Button kind="quiet" onClick={() => setAsked(false)}>
          {t('security.signIns.keep')}
        </Button>
      </p>
    </Notice>
  )
}
