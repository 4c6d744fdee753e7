import { profileOfService } from '../../ca/profiles/present.ts'
import type { Answer } from './answer.ts'
import type { AcmeRuntime, ServiceContext } from './runtime.ts'

/** RFC 8555 7.1.1, RFC 9773 3 (renewalInfo), RFC 9444 4 (subdomainAuthAllowed), profiles extension 3. */
export function directory(runtime: AcmeRuntime, service: ServiceContext): Answer {
  const { base, settings, row } = service
  const profile = profileOfService(runtime.parts.ca, row.profileId)
  return {
    status: 200,
    body: {
      newNonce: `${base}/new-nonce`,
      newAccount: `${base}/new-account`,
      newOrder: `${base}/new-order`,
      newAuthz: `${base}/new-authz`,
      revokeCert: `${base}/revoke-cert`,
      keyChange: `${base}/key-change`,
      renewalInfo: `${base}/renewal-info`,
      meta: {
        ...(settings.termsOfService === null ? {} : { termsOfService: settings.termsOfService }),
        ...(settings.website === null ? {} : { website: settings.website }),
        ...(settings.caaIdentities.length === 0 ? {} : { caaIdentities: settings.caaIdentities }),
        externalAccountRequired: row.eab !== 'none',
        subdomainAuthAllowed: true,
        profiles: { [profile.name]: profile.description || `Certificates of the profile ${profile.name}` }
      }
    }
  }
}
