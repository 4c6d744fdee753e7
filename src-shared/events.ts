import type { CrlAlarmKind } from './model/crl.ts'

/** What the engine tells its windows. Payloads are small: a listener asks for what it needs. */
export interface EngineEvents {
  'authority.changed': { readonly id: number }
  'profile.changed': { readonly id: number }
  'request.changed': { readonly id: number; readonly state: string }
  'certificate.changed': { readonly id: number }
  'service.changed': { readonly id: number }
  'acme-order.changed': { readonly id: number }
  /** An enrolment of a device by SCEP. */
  'scep-enrolment.changed': { readonly id: number }
  /** A link by which a certificate is claimed. */
  'claim.changed': { readonly id: number }
  /** A line was added to the log of services. */
  'service.logged': { readonly service: string }
  'domain.changed': { readonly id: number }
  'mailbox.changed': { readonly id: number }
  'organization.changed': { readonly id: number }
  'evidence.added': { readonly id: number }
  /** A target, or with number 0 what is published everywhere. */
  'publishing.changed': { readonly id: number }
  /** Whether the clock is trusted, or how it is watched, has changed. */
  'clock.changed': Record<string, never>
  'mpic.exchanged': { readonly id: number }
  'crl-profile.changed': { readonly id: number }
  'crl.issued': { readonly authorityId: number; readonly crlId: number }
  /** Told once for each: a CRL lapses, or what was signed ahead does not know of a revocation. `at` is the end that it is about. */
  'crl.alarm': {
    readonly authorityId: number
    readonly kind: CrlAlarmKind
    readonly at: number
  }
  /** A ceremony went a step on, or was opened, closed or abandoned. */
  'ceremony.changed': { readonly id: number }
  /** Something about tokens or modules is not as it was: plugged in, pulled out, unlocked, waiting for a touch. */
  'token.changed': Record<string, never>
  /** A YubiKey waits for a finger, or waits no longer. */
  'yubikey.touch': { readonly serial: number; readonly slot: string; readonly waiting: boolean }
  /** What is on a YubiKey, or its PIN, is not as it was. */
  'yubikey.changed': { readonly serial: number }
  /** Peers, bundles, mirrored roots or their duties are not as they were. */
  'bundle.changed': Record<string, never>
  'operator.changed': { readonly id: number }
  /** A proposal, or with number 0 the rules. */
  'quorum.changed': { readonly id: number }
  /** A report was made or deleted, or its schedule changed. */
  'report.changed': Record<string, never>
  'settings.changed': Record<string, never>
  /** A backup was made, a drill done, shares or the recovery kit changed. */
  'recovery.changed': Record<string, never>
  'vault.changed': { readonly state: 'absent' | 'locked' | 'unlocked' }
  'audit.appended': { readonly seq: number }
  'task.changed': { readonly id: string }
  /** A recording of the wire inspector, or what it kept, is not as it was. */
  'wire.changed': Record<string, never>
  /** A file that the desktop opened with Chancery; never a path. */
  'file.opened': { readonly name: string; readonly base64: string }
}
export type EventTopic = keyof EngineEvents

/** Every topic once, for carriers that must refuse unknown ones. */
export const eventTopics = {
  'authority.changed': true,
  'profile.changed': true,
  'request.changed': true,
  'certificate.changed': true,
  'service.changed': true,
  'acme-order.changed': true,
  'scep-enrolment.changed': true,
  'claim.changed': true,
  'service.logged': true,
  'domain.changed': true,
  'mailbox.changed': true,
  'organization.changed': true,
  'evidence.added': true,
  'publishing.changed': true,
  'clock.changed': true,
  'mpic.exchanged': true,
  'crl-profile.changed': true,
  'crl.issued': true,
  'crl.alarm': true,
  'ceremony.changed': true,
  'token.changed': true,
  'yubikey.touch': true,
  'yubikey.changed': true,
  'bundle.changed': true,
  'operator.changed': true,
  'quorum.changed': true,
  'report.changed': true,
  'settings.changed': true,
  'recovery.changed': true,
  'vault.changed': true,
  'audit.appended': true,
  'task.changed': true,
  'wire.changed': true,
  'file.opened': true
} as const satisfies Record<EventTopic, true>
