// The two secrets of a customer: a new one works beside the former one for a while, and the former one can end at once.
import { useState } from 'react'
import { isProblem } from '../api/problem.ts'
import { useText } from '../i18n/language.ts'
import { Notice } from '../ui/Notice.tsx'
import { Failure, Loading } from '../ui/outcomes.tsx'
import { Page } from '../ui/Page.tsx'
import { useAnswer, useSend } from './asking.ts'
import { Confirm } from './Confirm.tsx'
import { Secret } from './Secret.tsx'
import { keepSecret } from './sign-in.ts'

export default function SecretsPage() {
  const { t } = useText()
  const { data, error, refetch } = useAnswer('GET /v1/customers/me', {})
  return (
    <Page title={t('ownSecrets.title')} isPersonal>
      {error && !data && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && (
        <>
          <ClientSecret formerUntil={data['secret-former-until']} />
          <WebhookSecret formerUntil={data['webhook-secret-former-until']} />
        </>
      )}
    </Page>
  )
}

interface OverlapProps {
  /** Until when the former secret works. Undefined when none does. */
  readonly formerUntil: string | undefined
}

function ClientSecret({ formerUntil }: OverlapProps) {
  const rotate = useSend('POST /v1/customers/me/secret')
  const complete = useSend('POST /v1/customers/me/secret/completion')
  return (
    <OneSecret
      kind="client"
      formerUntil={formerUntil}
      onRotate={async (secret, isLost) => {
        const { secret: made } = await rotate.mutateAsync({ body: { secret, 'is-lost': isLost } })
        if (made !== undefined) keepSecret(made)
        return made
      }}
      onComplete={async (secret) => {
        await complete.mutateAsync({ body: { secret } })
        keepSecret(secret)
      }}
    />
  )
}

function WebhookSecret({ formerUntil }: OverlapProps) {
  const rotate = useSend('POST /v1/customers/me/webhook-secret')
  const complete = useSend('POST /v1/customers/me/webhook-secret/completion')
  return (
    <OneSecret
      kind="webhook"
      formerUntil={formerUntil}
      onRotate={async (secret, isLost) =>
        (await rotate.mutateAsync({ body: { secret, 'is-lost': isLost } }))['webhook-secret']
      }
      onComplete={(secret) => complete.mutateAsync({ body: { secret } })}
    />
  )
}

interface OneSecretProps extends OverlapProps {
  readonly kind: 'client' | 'webhook'
  readonly onRotate: (secret: string, isLost: boolean) => Promise<string | undefined>
  readonly onComplete: (secret: string) => Promise<unknown>
}

function OneSecret({ kind, formerUntil, onRotate, onComplete }: OneSecretProps) {
  const { t, format } = useText()
  const [made, setMade] = useState<{ readonly secret: string | undefined }>()
  const [isEnded, setEnded] = useState(false)
  const forget = (): void => {
    setMade(undefined)
    setEnded(false)
  }
  const rotate = async (secret: string, isLost: boolean): Promise<void> => {
    setMade({ secret: await onRotate(secret, isLost) })
  }
  const end = async (secret: string): Promise<void> => {
    await onComplete(secret).catch((error: unknown) => {
      // Its time was over before the press. The goal is reached.
      if (!isProblem(error, 'no-former-secret')) throw error
    })
    setEnded(true)
  }
  const words = (key: string, values = {}): string => t(`ownSecrets.${kind}.${key}`, values)
  const asked = { needsSecret: true, onOpen: forget }
  return (
    <section aria-labelledby={kind}>
      <h2 id={kind}>{words('title')}</h2>
      <p>{words('what')}</p>
      {made && <Secret key={made.secret} label={words('title')} made={made.secret} />}
      {isEnded && <Notice kind="good" title={words('ended')} takesFocus />}
      {formerUntil === undefined ? (
        <Confirm
          {...asked}
          label={words('make')}
          what={words('makeWhat')}
          onConfirm={(secret) => rotate(secret, false)}
        />
      ) : (
        <>
          <Notice title={words('both', { until: format.instant(formerUntil) })}>
            <p>{words('bothText')}</p>
          </Notice>
          <div className="buttons">
            <Confirm {...asked} kind="danger" label={words('end')} what={words('endWhat')} onConfirm={end} />
            <Confirm
              {...asked}
              label={words('replace')}
              what={words('replaceWhat')}
              onConfirm={(secret) => rotate(secret, true)}
            />
          </div>
        </>
      )}
    </section>
  )
}
