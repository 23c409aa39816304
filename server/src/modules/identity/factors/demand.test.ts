// Tests who may demand a second factor, whom it concerns, passkeys as the factor, and help for who lost theirs.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Authenticator } from '../passkeys/testing-authenticator.ts'
import { asha, nila } from '../testing.ts'
import { dueOf, outcome, ravi, setupFactors } from './testing-factors.ts'

type Options = Parameters<Authenticator['sign']>[0]
const FORBIDDEN = [403, 'forbidden']

test('without a demanded role nothing changes, and the end of the demand ends it', async (t) => {
  const { byPassword, demand, send, boss } = await setupFactors(t, { roles: [] })
  const before = await byPassword()
  assert.deepEqual([before.answer.status, dueOf(before.answer)], [200, undefined])
  assert.deepEqual((await demand(['vaccinator', 'doctor'])).body.roles, ['doctor', 'vaccinator'])
  assert.equal((await byPassword()).answer.status, 403)
  assert.deepEqual((await send('GET', '/v1/staff/second-factor', boss)).body.roles, ['doctor', 'vaccinator'])
  assert.deepEqual((await demand([])).body.roles, [])
  const after = await byPassword()
  assert.deepEqual(
    [after.answer.status, dueOf(after.answer), after.answer.body.account.roles],
    [200, undefined, ['vaccinator']],
  )
})

test('only who demands may demand, of roles of the staff', async (t) => {
  const { demand, byPassword, send, register, signIn, program } = await setupFactors(t, { roles: [] })
  await register(asha)
  for (const by of [(await byPassword()).by, await signIn(asha)]) {
    assert.deepEqual(outcome(await demand(['vaccinator'], by)), FORBIDDEN)
    assert.deepEqual(outcome(await send('GET', '/v1/staff/second-factor', by)), FORBIDDEN)
  }
  for (const roles of [['citizen'], ['client'], ['boss'], ['vaccinator', 'vaccinator'], 'vaccinator']) {
    assert.equal((await demand(roles as string[])).status, 400, String(roles))
  }
  const { rows } = await program.context('identity').pool.query('select * from identity.factor_roles')
  assert.deepEqual(rows, [])
})

test('a sign-in that began before the demand goes on; a citizen is never asked', async (t) => {
  const { byPassword, demand, refresh, get, clock, register, signIn, askCode, login } = await setupFactors(t, {
    roles: [],
  })
  await register(asha)
  const { by } = await byPassword()
  clock.advance(60_000)
  await demand(['vaccinator'])
  const later = await refresh(by)
  assert.deepEqual((await get('/v1/me', later)).body.roles, ['vaccinator'])
  assert.equal((await byPassword()).answer.status, 403, 'a new sign-in is asked')
  assert.ok(await signIn(asha))
  const code = await login({ otp: await askCode(asha.phone) }, asha.phone)
  assert.deepEqual([dueOf(code.answer), code.answer.body.account.roles], [undefined, ['citizen']])
  clock.advance(60_000)
  await demand(['vaccinator', 'doctor'])
  assert.deepEqual((await get('/v1/me', await refresh(later))).body.roles, ['vaccinator'])
})

test('whoever takes a role that needs a factor is asked at once, also in an old sign-in', async (t) => {
  const { demand, boss, facilityId, hire, register, signIn, post, get } = await setupFactors(t, { roles: [] })
  await register(asha)
  await demand(['vaccinator'])
  const citizen = await signIn(asha)
  await hire(boss, { phone: asha.phone, name: asha.name, roles: ['vaccinator'], facilityId })
  const [workplace] = (await get('/v1/me/workplaces', citizen)).body.items
  const { body } = await post('/v1/auth/workplace', { workplaceId: workplace?.workplaceId }, citizen)
  assert.deepEqual(body.account.roles, [])
  const token = { ...citizen, token: body.accessToken }
  assert.deepEqual(outcome(await get('/v1/me/workplaces', token)), [403, 'second-factor-needed'])
})

test('a passkey is a second factor: set up before the roles, given later, or signed in with', async (t) => {
  const { byCode, byPassword, addPasskey, refresh, get, send } = await setupFactors(t)
  const first = (await byCode()).by
  const { device, answer } = await addPasskey(first)
  assert.equal(answer.status, 201)
  assert.deepEqual((await get('/v1/me', await refresh(first))).body.roles, ['vaccinator'])
  const { by } = await byPassword()
  const options = async () =>
    (await send('POST', '/v1/auth/second-factor/challenge', by)).body as never as Options & {
      allowCredentials: { id: string }[]
    }
  assert.deepEqual(
    (await options()).allowCredentials.map(({ id }) => id),
    [device.credentialId],
  )
  const giveBy = async (body: ReturnType<Authenticator['sign']>) => {
    const { userHandle: _, ...assertion } = body
    return send('POST', '/v1/auth/second-factor/passkey', by, assertion)
  }
  const refused = [401, 'passkey-refused']
  assert.deepEqual(outcome(await giveBy(device.sign(await options(), { hasOtherKey: true }))), refused)
  const foreign = await send('POST', '/v1/auth/passkey/challenge')
  assert.deepEqual(outcome(await giveBy(device.sign(foreign.body as never as Options))), refused, 'of another purpose')
  const given = await giveBy(device.sign(await options()))
  assert.deepEqual([given.status, given.body.account.roles], [200, ['vaccinator']])
  const signIn = device.sign((await send('POST', '/v1/auth/passkey/challenge')).body as never as Options)
  const direct = await send('POST', '/v1/auth/passkey', undefined, signIn)
  assert.deepEqual([direct.status, dueOf(direct), direct.body.account.roles], [200, undefined, ['vaccinator']])
})

test('the passkey of somebody else is no second factor', async (t) => {
  const { byCode, byPassword, addPasskey, enrol, register, signIn, send } = await setupFactors(t)
  await register(asha)
  const ashaHere = await signIn(asha)
  const { device } = await addPasskey(ashaHere)
  await enrol((await byCode()).by)
  const { by } = await byPassword()
  const own = (await send('POST', '/v1/auth/second-factor/challenge', by)).body as never as Options
  const other = (await send('POST', '/v1/auth/second-factor/challenge', ashaHere)).body as never as Options
  for (const options of [own, other]) {
    const { userHandle: _, ...assertion } = device.sign(options)
    const answer = await send('POST', '/v1/auth/second-factor/passkey', by, assertion)
    assert.deepEqual(outcome(answer), [401, 'passkey-refused'])
  }
})

test('the last factor of somebody whose role needs one cannot be removed', async (t) => {
  const { byCode, addPasskey, enrol, refresh, send, demand } = await setupFactors(t)
  const first = (await byCode()).by
  await enrol(first)
  const by = await refresh(first)
  const remove = () => send('DELETE', '/v1/me/authenticator', by)
  assert.deepEqual(outcome(await remove()), [409, 'last-factor'])
  const { answer } = await addPasskey(by)
  assert.deepEqual([(await remove()).status, (await remove()).status], [204, 404])
  const { passkeyId } = answer.body as never as { passkeyId: string }
  const removePasskey = () => send('DELETE', `/v1/me/passkeys/${passkeyId}`, by)
  assert.deepEqual(outcome(await removePasskey()), [409, 'last-factor'])
  await demand([])
  assert.equal((await removePasskey()).status, 204)
})

test('an administrator who could have given all roles resets a lost factor, and the person is told', async (t) => {
  const {
    byCode,
    addPasskey,
    enrol,
    refresh,
    get,
    send,
    boss,
    hire,
    signIn,
    accountId,
    facilityId,
    changes,
    centre,
    demand,
  } = await setupFactors(t)
  const first = (await byCode()).by
  await enrol(first)
  const by = await refresh(first)
  await addPasskey(by)
  await send('POST', '/v1/me/recovery-codes', by)
  const staff = (phone: string, more: object) => ({
    phone,
    name: 'Test',
    password: 'a heron at dawn',
    ...more,
    roles: ['centre-admin'],
  })
  const here = staff('+919812345621', { facilityId })
  const there = staff('+919812345622', { facilityId: (await centre('110001', 1)).facilityId })
  for (const one of [here, there]) await hire(boss, one)
  const reset = (id: string, admin: typeof boss) => send('POST', `/v1/staff/${id}/second-factor/reset`, admin)
  const [adminHere, adminThere] = [await signIn(here), await signIn(there)]
  assert.deepEqual(outcome(await reset(accountId, adminThere)), [404, 'not-found'])
  assert.deepEqual(outcome(await reset(adminHere.accountId, adminHere)), FORBIDDEN, 'nobody resets their own')
  assert.deepEqual(outcome(await reset(boss.accountId, adminHere)), [404, 'not-found'])
  assert.equal((await reset(accountId, adminHere)).status, 204)
  assert.equal((await get('/v1/me', by)).status, 401, 'the sign-ins have ended')
  assert.ok((await changes()).includes('second-factor-reset'))
  const again = await byCode()
  assert.equal(dueOf(again.answer), 'enrol')
  const { body } = await send('GET', '/v1/me/second-factor', again.by)
  assert.deepEqual([body.passkeys, body.hasApp, body.recoveryCodesLeft], [0, false, 0])
  assert.equal((await reset(accountId, adminHere)).status, 204, 'a repeat')
  await demand([])
  await hire(boss, { phone: ravi.phone, name: ravi.name, roles: ['auditor'] })
  assert.deepEqual(outcome(await reset(accountId, adminHere)), FORBIDDEN, 'he has a role that she could not give')
  assert.equal((await reset(accountId, await signIn(nila))).status, 204)
})
