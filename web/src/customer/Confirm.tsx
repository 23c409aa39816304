// Asks once more before something happens: says what will happen, and needs a press, never Enter in a field.
import { type ReactNode, useState } from 'react'
import { postCustomersToken } from '../api/limits/post-customers-token.ts'
import { useText } from '../i18n/language.ts'
import { Button } from '../ui/Button.tsx'
import { Form } from '../ui/Form.tsx'
import { text } from '../ui/fields.tsx'
import { Notice } from '../ui/Notice.tsx'

interface ConfirmProps {
  /** The button that opens the question, and the button that confirms. */
  readonly label: string
  readonly kind?: 'main' | 'quiet' | 'danger'
  /** What will happen. */
  readonly what: ReactNode
  /** Also asks for the client secret. Its name, so that two questions on a page differ. */
  readonly needsSecret?: boolean
  readonly onOpen?: () => void
  /** The question shows what this throws, and closes when it succeeds. */
  readonly onConfirm: (secret: string) => Promise<unknown>
}

export function Confirm({ label, kind = 'quiet', what, needsSecret = false, onOpen, onConfirm }: ConfirmProps) {
  const { t } = useText()
  const [isAsked, setAsked] = useState(false)
  if (!isAsked) {
    const open = (): void => {
      onOpen?.()
      setAsked(true)
    }
    return (
      <Button kind={kind} onClick={open}>
        {label}
      </Button>
    )
  }
  const secret = text(postCustomersToken, 'secret', {
    label: t('portal.secret'),
    hint: t('portal.secretAgain'),
    type: 'password',
    autoComplete: 'off',
    wrong: 'portal.wrongSecret',
  })
  return (
    <Notice kind={kind === 'danger' ? 'warning' : 'info'} title={label} takesFocus>
      <Form
        fields={needsSecret ? [secret] : []}
        needsPress
        onSubmit={async (entered) => {
          await onConfirm('secret' in entered ? (entered.secret as string) : '')
          setAsked(false)
        }}
      >
        <p>{what}</p>
        {needsSecret && secret.input}
        <div className="buttons">
          <Button kind={kind === 'danger' ? 'danger' : 'main'}>{label}</Button>
          <Button kind="quiet" onClick={() => setAsked(false)}>
            {t('portal.cancel')}
          </Button>
        </div>
      </Form>
    </Notice>
  )
}
