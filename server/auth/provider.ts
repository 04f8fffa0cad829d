/**
 * Sign-in by an identity provider (OpenID Connect): where to send somebody, and who came back. Owns the protocol with
 * the provider; who of the house that is, is the caller's. Authorisation code with PKCE, state and nonce.
 */
import type * as OpenId from 'openid-client'
import * as z from 'zod'
import { SvodError } from '../../shared/errors.ts'
import type { Signer } from './signed-token.ts'

type Library = typeof OpenId

export interface ProviderConfig {
  issuer: URL
  clientId: string
  clientSecret: string
  /** What the button says. */
  name: string
}

/** Where the provider sends people back to, below the public address. */
export const CALLBACK_PATH = '/api/provider/callback'

/** How long somebody may take at the provider. */
export const JOURNEY_SECONDS = 10 * 60

/** How long a silent provider is waited for. */
const PATIENCE_SECONDS = 10
const MAX_NAME = 60

const journeySchema = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** Path of the product to go on with. */
  to: z.string(),
  /** Digest of the secret of the link that is being accepted; null for none. */
  invitation: z.string().nullable(),
  /** Who wants to come in this way from now on, and by what they proved who they are; null for nobody. */
  person: z.object({ id: z.string(), session: z.string(), password: z.string() }).nullable(),
  /** Seconds since the epoch. */
  expires: z.number(),
})
type Journey = z.infer<typeof journeySchema>

/** Where a journey goes on, and what it was begun for. */
export type Intent = Pick<Journey, 'to' | 'invitation' | 'person'>

/** Who came back from the provider. */
export interface Arrival extends Intent {
  /** `issuer subject`: the same person for ever. */
  subject: string
  name: string | null
  /** Only where the provider has verified it. */
  email: string | null
}

export interface Provider {
  readonly name: string
  /** The provider's page, and a ticket that has to come back with the answer (a cookie of this browser). */
  begin(callback: URL, intent: Intent): Promise<{ url: URL; ticket: string }>
  /**
   * Who the answer at `current` speaks of.
   * @throws SvodError `provider-refused` where it does not belong to the ticket, or the provider said no;
   * `provider-unreachable`
   */
  finish(current: URL, ticket: string): Promise<Arrival>
}

export interface ProviderParts {
  config: ProviderConfig
  signer: Signer
  /** ms since the epoch. */
  now: () => number
}

const isLocal = ({ protocol, hostname }: URL): boolean =>
  protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname)

const unreachable = (error: unknown): SvodError => new SvodError('provider-unreachable', {}, { cause: error })
const refused = (error: unknown): SvodError => new SvodError('provider-refused', {}, { cause: error })

/** Errors of the network, in contrast to answers that the provider gave. */
const isNetwork = (error: unknown, { ClientError }: Library): boolean =>
  error instanceof TypeError ||
  (error instanceof ClientError && (error.code === 'OAUTH_TIMEOUT' || error.code === 'OAUTH_ABORT'))

/** In one line, as names of people are; null where nothing can be read. */
const readName = (claims: OpenId.IDToken | OpenId.UserInfoResponse): string | null => {
  const name = claims.name ?? claims.preferred_username
  if (typeof name !== 'string') return null
  const oneLine = name
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, MAX_NAME)
  // The cut may have gone through a character.
  return oneLine.replace(/\p{Surrogate}/gu, '').trim() || null
}

const readEmail = ({ email, email_verified }: OpenId.IDToken | OpenId.UserInfoResponse): string | null => {
  if (email_verified !== true || typeof email !== 'string') return null
  return /^[^\s\p{C}@]{1,100}@[^\s\p{C}@]{1,99}$/u.test(email) ? email.toLowerCase() : null
}

class OpenIdProvider implements Provider {
  readonly name: string
  private readonly parts: ProviderParts
  private readonly oidc: Library
  private configuration: Promise<OpenId.Configuration> | null = null

  constructor(parts: ProviderParts, oidc: Library) {
    this.parts = parts
    this.oidc = oidc
    this.name = parts.config.name
  }

  /** Discovered once; a failure is tried again with the next person. */
  private discover(): Promise<OpenId.Configuration> {
    const { allowInsecureRequests, discovery } = this.oidc
    const { issuer, clientId, clientSecret } = this.parts.config
    const insecure = isLocal(issuer) ? { execute: [allowInsecureRequests] } : {}
    const options = { ...insecure, timeout: PATIENCE_SECONDS }
    this.configuration ??= discovery(issuer, clientId, clientSecret, undefined, options)
    return this.configuration.catch((error: unknown) => {
      this.configuration = null
      throw unreachable(error)
    })
  }

  async begin(callback: URL, intent: Intent): Promise<{ url: URL; ticket: string }> {
    const { oidc } = this
    const configuration = await this.discover()
    const verifier = oidc.randomPKCECodeVerifier()
    const expires = Math.floor(this.parts.now() / 1000) + JOURNEY_SECONDS
    const journey: Journey = {
      ...intent,
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      verifier,
      expires,
    }
    const url = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: callback.href,
      scope: 'openid profile email',
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state: journey.state,
      nonce: journey.nonce,
    })
    return { url, ticket: this.parts.signer.sign(journey) }
  }

  private readTicket(ticket: string): Journey {
    const journey = journeySchema.safeParse(this.parts.signer.open(ticket))
    if (!journey.success || journey.data.expires * 1000 < this.parts.now()) throw refused(journey.error)
    return journey.data
  }

  async finish(current: URL, ticket: string): Promise<Arrival> {
    const journey = this.readTicket(ticket)
    const { oidc } = this
    const configuration = await this.discover()
    try {
      const tokens = await oidc.authorizationCodeGrant(configuration, current, {
        pkceCodeVerifier: journey.verifier,
        expectedState: journey.state,
        expectedNonce: journey.nonce,
        idTokenExpected: true,
      })
      const claims = tokens.claims()
      if (!claims) throw new Error('no ID token')
      return {
        ...(await this.describe(configuration, tokens.access_token, claims)),
        ...this.intentOf(journey),
      }
    } catch (error) {
      throw isNetwork(error, oidc) ? unreachable(error) : refused(error)
    }
  }

  private intentOf({ to, invitation, person }: Journey): Intent {
    return { to, invitation, person }
  }

  /** Many providers put name and address into the userinfo answer alone. */
  private async describe(
    configuration: OpenId.Configuration,
    accessToken: string,
    claims: OpenId.IDToken,
  ): Promise<Omit<Arrival, keyof Intent>> {
    const subject = `${claims.iss} ${claims.sub}`
    const isComplete = readName(claims) !== null && readEmail(claims) !== null
    const asks = !isComplete && configuration.serverMetadata().userinfo_endpoint !== undefined
    const more = asks ? await this.oidc.fetchUserInfo(configuration, accessToken, claims.sub) : claims
    return { subject, name: readName(more) ?? readName(claims), email: readEmail(more) ?? readEmail(claims) }
  }
}

/**
 * A provider that is asked when the first person comes; making it opens no connection. The library is read here and not
 * then: Node remembers for as long as the process lives that a library could not be read.
 */
export const createProvider = async (parts: ProviderParts): Promise<Provider> =>
  new OpenIdProvider(parts, await import('openid-client'))
