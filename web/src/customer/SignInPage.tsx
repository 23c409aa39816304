// The customer signs in with its id and secret. When a sign-in ends, it continues on the page where it was.
import { postCustomersToken } from '../api/limits/post-customers-token.ts'
import { isProblem } from '../api/problem.ts'
import { useText } from '../i18n/language.ts'
import { Button } from '../ui/Button.tsx'
import { Form } from '../ui/Form.tsx'
import { text } from '../ui/fields.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Page } from '../ui/Page.tsx'
import { readAgain } from './asking.ts'
import { enter, useSignIn } from './sign-in.ts'

export function SignInPage() {
  const { t } = useText()
  const { status, customerId } = useSignIn()
  const id = text(postCustomersToken, 'customer-id', {
    label: t('portal.customerId'),
    value: customerId,
    spellCheck: false,
    autoComplete: 'username',
    wrong: 'portal.wrongId',
    clean: (typed) => typed.toLowerCase(),
  })
  const secret = text(postCustomersToken, 'secret', {
    label: t('portal.secret'),
    hint: t('portal.secretHint'),
    type: 'password',
    autoComplete: 'off',
    wrong: 'portal.wrongSecret',
  })
  return (
    <Page key={status} title={t('portal.title')} isPersonal>
      {status === 'ended' && <Notice kind="warning" title={t('portal.ended')} takesFocus />}
      <p>{t('portal.what')}</p>
      <Form
        fields={[id, secret]}
        onSubmit={async (entered) => {
          await enter(entered['customer-id'], entered.secret)
          readAgain()
        }}
        wordsOf={(error) => (isProblem(error, 'credentials-refused') ? t('portal.refused') : undefined)}
      >
        {id.input}
        {secret.input}
        <Button>{t('ui.signIn')}</Button>
      </Form>
      <p className="soft">{t('portal.howToGet')}</p>
    </Page>
  )
}
