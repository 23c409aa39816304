// A forgotten password, first page: the number that gets the code.
import { useLocation } from 'wouter'
import { href } from '../../../address.ts'
import { useText } from '../../../i18n/language.ts'
import { Page } from '../../../ui/Page.tsx'
import { AskCodeForm } from './AskCodeForm.tsx'
import { useBack } from './back.ts'

export default function ResetPage() {
  const { t } = useText()
  const [, go] = useLocation()
  const back = useBack()
  return (
    <Page title={t('signIn.reset.title')} back={href('/sign-in/password', { back })}>
      <AskCodeForm text={t('signIn.reset.text')} onSent={() => go(href('/sign-in/reset/code', { back }))} />
    </Page>
  )
}
