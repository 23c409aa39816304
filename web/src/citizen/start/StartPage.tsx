// The start page: what this is in a sentence, and the search by PIN code.
import { Link, useLocation } from 'wouter'
import { href } from '../../address.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { PinField, readPin } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import { Page } from '../../ui/Page.tsx'

export default function StartPage() {
  const { t } = useText()
  const [, go] = useLocation()
  return (
    <Page title={t('start.title')}>
      <p>{t('start.what')}</p>
      <Form
        check={(values) => (readPin(values('pin')) ? [] : [{ field: 'pin', text: t('errors.pin') }])}
        onSubmit={(values) => go(href('/centres', { pin: readPin(values('pin')) }))}
      >
        <PinField hint={t('start.pinHint')} />
        <Button>{t('start.search')}</Button>
      </Form>
      <h2>{t('start.otherWays')}</h2>
      <ul className="plain links">
        <li>
          <Link href="/districts">{t('start.byDistrict')}</Link>
        </li>
        <li>
          <Link href="/near-me">{t('start.nearMe')}</Link>
        </li>
        <li>
          <Link href="/register">{t('start.register')}</Link>
        </li>
      </ul>
    </Page>
  )
}
