// A real identity provider (the npm package oidc-provider) in its own process. A test tells it who signs in next.
import { createHash, generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import { Provider } from 'oidc-provider'

const REDIRECT_URI = process.argv[2]
const [own, other] = [newKey('own'), newKey('other')]

/** What the test asked for: who signs in, whether they agree, how wrong the clock is, and which key is published. */
const wish = { subject: 'nobody', agrees: true, skewSeconds: 0, publishes: 'own', isBroken: false }
const now = Date.now.bind(Date)
Date.now = () => now() + wish.skewSeconds * 1_000

function newKey(kid) {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return { ...privateKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' }
}

const toPublic = ({ kty, n, e, kid, use, alg }) => ({ kty, n, e, kid, use, alg })

const server = createServer((request, response) => {
  const url = new URL(request.url, 'http://127.0.0.1')
  if (url.pathname === '/wish') {
    Object.assign(wish, JSON.parse(url.searchParams.get('json')))
    response.end()
  } else if (wish.isBroken) response.writeHead(500).end()
  else if (url.pathname === '/jwks' && wish.publishes === 'other') {
    // The same name as the key that signs, so that the signature alone decides.
    const keys = [{ ...toPublic(other), kid: 'own' }]
    response.writeHead(200, { 'content-type': 'application/jwk-set+json' }).end(JSON.stringify({ keys }))
  } else if (url.pathname.startsWith('/interaction/')) void interact(request, response)
  else handle(request, response)
})

server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`
  start(issuer)
  console.log(JSON.stringify({ issuer }))
})

let provider
let handle

function start(issuer) {
  provider = new Provider(issuer, {
    clients: [{ client_id: 'sehat', client_secret: 'a secret of tests', redirect_uris: [REDIRECT_URI] }],
    jwks: { keys: [own] },
    cookies: { keys: [createHash('sha256').update('cookies').digest('hex')] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, email: 'asha@mail.example' }) }),
    pkce: { required: () => true },
  })
  handle = provider.callback()
}

/** Signs the person of the wish in and agrees, without a page. */
async function interact(request, response) {
  const { prompt, params, grantId } = await provider.interactionDetails(request, response)
  if (!wish.agrees) {
    const result = { error: 'access_denied', error_description: 'the person said no' }
    return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })
  }
  if (prompt.name === 'login') {
    return provider.interactionFinished(request, response, { login: { accountId: wish.subject, remember: false } })
  }
  const grant = grantId
    ? await provider.Grant.find(grantId)
    : new provider.Grant({ accountId: wish.subject, clientId: params.client_id })
  grant.addOIDCScope('openid')
  const consent = { grantId: await grant.save() }
  return provider.interactionFinished(request, response, { consent }, { mergeWithLastSubmission: true })
}
