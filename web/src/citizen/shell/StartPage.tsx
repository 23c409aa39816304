// The start page: what Sehat is in one sentence, and the search by PIN code.
import { useEffect, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { href } from '../../address.ts'
import { getPinsByPin } from '../../api/limits/get-pins-by-pin.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { pin } from '../../ui/fields.tsx'
import { Page } from '../../ui/Page.tsx'

export default function StartPage() {
  const { t } = useText()
  const [, go] = useLocation()
  const [early] = useState(readEarly)
  useEffect(() => {
    if (early.hadFocus) document.getElementById('pin')?.focus()
  }, [early])
  const where = pin(getPinsByPin, 'pin', { hint: t('start.pinHint'), value: early.pin })
  return (
    <Page title={t('start.title')}>
      <p>{t('start.what')}</p>
      <Form fields={[where]} onSubmit={(place) => go(href('/centres', place))}>
        {where.input}
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
          <Link href="/verify">{t('start.verify')}</Link>
        </li>
        <li>
          <Link href="/register">{t('start.register')}</Link>
        </li>
      </ul>
    </Page>
  )
}

/** What the person typed into the form of start.html, which is still there when React first draws this page. */
function readEarly(): { readonly pin: string; readonly hadFocus: boolean } {
  const input = document.querySelector<HTMLInputElement>('[data-loading] input[name=pin]')
  return { pin: input?.value ?? '', hadFocus: input !== null && input === document.activeElement }
}
