// Closing the account: what will happen, which bookings go, the choice of the days to think, and then a code.
import { useState } from 'react'
import { useLocation } from 'wouter'
import { isProblem } from '../../api/problem.ts'
import { useAnswer, useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { forgetEverywhere } from '../../session/session.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { Radios } from '../../ui/choices.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Failure, Loading } from '../../ui/outcomes.tsx'
import { Page } from '../../ui/Page.tsx'
import { CodeForm } from '../identity/sign-in/CodeForm.tsx'
import { sendCode, sentCode } from '../identity/sign-in/sent-code.ts'
import { type Relative, useFamily } from '../patients/family.ts'
import { TooOld } from './Copies.tsx'
import { closing } from './closing.ts'

export default function ClosingPage() {
  const { t } = useText()
  const family = useFamily()
  const me = useAnswer('GET /v1/me', {})
  const error = family.error ?? me.error
  return (
    <Page title={t('privacy.closing.title')} back="/account/privacy" isPersonal>
      {error ? (
        <Failure error={error} onRetry={() => void Promise.all([family.retry(), me.refetch()])} />
      ) : family.data && me.data ? (
        <Closing family={family.data} phone={me.data.phone.replace('+91', '')} />
      ) : (
        <Loading />
      )}
    </Page>
  )
}

type Step = 'read' | 'code'

function Closing({ family, phone }: { family: readonly Relative[]; phone: string }) {
  const { t } = useText()
  const [, go] = useLocation()
  const [step, setStep] = useState<Step>('read')
  const [isAtOnce, setAtOnce] = useState(false)
  const [error, setError] = useState<unknown>()
  const close = useSend('POST /v1/privacy/closing')
  const toCode = (): void => {
    setError(undefined)
    sendCode(phone).then(() => setStep('code'), setError)
  }
  const submit = async ({ otp }: { otp: string }): Promise<void> => {
    try {
      const { closesAt } = await close.mutateAsync({ body: { otp, isAtOnce } })
      sentCode.clear()
      // Go first: this page needs a sign-in. Tell last: the end of the session forgets what pages keep.
      go('/closed', { replace: true })
      forgetEverywhere()
      closing.change({ closesAt, isAtOnce })
    } catch (refused) {
      if (!isProblem(refused, 'sign-in-too-old')) throw refused
      setError(refused)
      setStep('read')
    }
  }
  const wordsOf = (refused: unknown) =>
    isProblem(refused, 'appointments-open') ? t('privacy.closing.appointments') : undefined
  if (step === 'code') {
    return (
      <>
        {isAtOnce && <Notice kind="warning" title={t('privacy.closing.atOnceWarning')} />}
        <CodeForm phone={phone} button={t('privacy.closing.button')} onCode={submit} wordsOf={wordsOf} needsPress>
          <p>
            <Button kind="quiet" onClick={() => setStep('read')}>
              {t('privacy.closing.backToText')}
            </Button>
          </p>
        </CodeForm>
      </>
    )
  }
  return (
    <>
      {error !== undefined && <TooOld error={error} />}
      <WhatHappens family={family} />
      <Radios
        name="when"
        label={t('privacy.closing.when')}
        options={[
          { value: 'later', text: t('privacy.closing.later') },
          { value: 'now', text: t('privacy.closing.atOnce') },
        ]}
        value={isAtOnce ? 'now' : 'later'}
        onChange={(value) => setAtOnce(value === 'now')}
      />
      {isAtOnce && <Notice kind="warning" title={t('privacy.closing.atOnceWarning')} />}
      <p>
        <Button kind="danger" onClick={toCode}>
          {t('privacy.closing.next')}
        </Button>
      </p>
      <p>
        <ButtonLink kind="quiet" href="/account/privacy">
          {t('privacy.closing.keep')}
        </ButtonLink>
      </p>
    </>
  )
}

function WhatHappens({ family }: { family: readonly Relative[] }) {
  const { t, format } = useText()
  const open = family.flatMap(({ name, bookings }) =>
    bookings.filter(({ status }) => status === 'BOOKED').map((booking) => ({ name, ...booking })),
  )
  return (
    <>
      <ul>
        <li>{t('privacy.closing.signIns')}</li>
        <li>{t('privacy.closing.days')}</li>
        <li>{t('privacy.closing.gone')}</li>
        <li>{t('privacy.closing.stays')}</li>
        <li>{t('privacy.closing.family', { names: family.map(({ name }) => name).join(', ') })}</li>
        <li>{t('privacy.closing.phone')}</li>
      </ul>
      {open.length > 0 && (
        <Notice kind="warning" title={t('privacy.closing.bookings', { count: open.length })}>
          <ul>
            {open.map(({ bookingId, name, date, window, vaccine }) => (
              <li key={bookingId}>
                {name}: {format.weekdayAndDay(date)}, {format.window(window)}, {vaccine}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  )
}
