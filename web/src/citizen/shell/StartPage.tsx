// The start page: the search by PIN code, the other ways in, and how a vaccination works.
import { useEffect, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { href } from '../../address.ts'
import { getPinsByPin } from '../../api/limits/get-pins-by-pin.ts'
import { useText } from '../../i18n/language.ts'
import { useSession } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { pin } from '../../ui/fields.tsx'
import { Icon } from '../../ui/Icon.tsx'
import type { IconName } from '../../ui/icon-names.ts'
import { Page } from '../../ui/Page.tsx'
import { focusHash } from './focus-hash.ts'
import art from './start-art.svg'

export default function StartPage() {
  const { t } = useText()
  const isSignedIn = useSession().status !== 'signed-out'
  return (
    <Page title={t('start.title')} isWide>
      <div className="band">
        {/* One picture in both themes: its colours are the page's own. */}
        <svg viewBox="0 0 1280 436" preserveAspectRatio="xMaxYMax slice" aria-hidden="true">
          <use href={`${art}#art`} />
        </svg>
      </div>
      <div className="start-lead">
        <p className="start-what">{t('start.what')}</p>
        <Search />
      </div>
      <div className="start-doors">
        <Door name="vaccination" icon="vaccine" to="/#pin" />
        <Door name="doctors" icon="stethoscope" to="/doctors" />
        <Door name="family" icon="users" to="/account" />
        <Door name="verify" icon="certificate" to="/verify" />
      </div>
      <section className="start-how">
        <h2>{t('start.how.title')}</h2>
        <ol className="plain">
          {(['find', 'book', 'go'] as const).map((step) => (
            <li key={step}>
              <h3>{t(`start.how.${step}.title`)}</h3>
              <p>{t(`start.how.${step}.text`)}</p>
            </li>
          ))}
        </ol>
        {!isSignedIn && <Link href="/register">{t('start.register')}</Link>}
      </section>
    </Page>
  )
}

function Search() {
  const { t } = useText()
  const [, go] = useLocation()
  const [early] = useState(readEarly)
  useEffect(() => {
    if (early.hadFocus || location.hash === '#pin') document.getElementById('pin')?.focus()
  }, [early])
  const where = pin(getPinsByPin, 'pin', { value: early.pin })
  return (
    <div className="start-search">
      <Form fields={[where]} onSubmit={(place) => go(href('/centres', place))}>
        {where.input}
        <Button>
          <Icon name="search" sizePx={20} />
          {t('start.search')}
        </Button>
      </Form>
      <p className="start-ways">
        <Link href="/near-me">
          <Icon name="navigation" sizePx={20} />
          {t('start.nearMe')}
        </Link>
        <Link href="/districts">
          <Icon name="list" sizePx={20} />
          {t('start.byDistrict')}
        </Link>
      </p>
    </div>
  )
}

function Door({
  name,
  icon,
  to,
}: {
  name: 'vaccination' | 'doctors' | 'family' | 'verify'
  icon: IconName
  to: string
}) {
  const { t } = useText()
  return (
    <Link href={to} className={`door door-${name}`} onClick={focusHash}>
      <span className="door-icon">
        <Icon name={icon} sizePx={32} />
      </span>
      <span>
        <strong>{t(`start.${name}.title`)}</strong>
        <span>{t(`start.${name}.text`)}</span>
      </span>
      <Icon name="chevron-right" sizePx={24} />
    </Link>
  )
}

/** What the person typed into the form of start.html, which is still there when React first draws this page. */
function readEarly(): { readonly pin: string; readonly hadFocus: boolean } {
  const input = document.querySelector<HTMLInputElement>('[data-loading] input[name=pin]')
  return { pin: input?.value ?? '', hadFocus: input !== null && input === document.activeElement }
}
