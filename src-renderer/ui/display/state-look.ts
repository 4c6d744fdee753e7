import type { SvgIconComponent } from '@mui/icons-material'
import Archive from '@mui/icons-material/Inventory2Outlined'
import Block from '@mui/icons-material/Block'
import CheckCircle from '@mui/icons-material/CheckCircleOutlined'
import Draft from '@mui/icons-material/EditNoteOutlined'
import Empty from '@mui/icons-material/RadioButtonUncheckedOutlined'
import Fail from '@mui/icons-material/CancelOutlined'
import History from '@mui/icons-material/HistoryOutlined'
import Factory from '@mui/icons-material/FactoryOutlined'
import Hourglass from '@mui/icons-material/HourglassEmptyOutlined'
import KeyOff from '@mui/icons-material/KeyOffOutlined'
import Lock from '@mui/icons-material/LockOutlined'
import LockOpen from '@mui/icons-material/LockOpenOutlined'
import Pause from '@mui/icons-material/PauseCircleOutlined'
import Schedule from '@mui/icons-material/ScheduleOutlined'
import Touch from '@mui/icons-material/TouchAppOutlined'
import UsbOff from '@mui/icons-material/UsbOffOutlined'
import Warning from '@mui/icons-material/WarningAmberOutlined'
import type { RootDuty } from '../../../src-shared/api/air-gap.ts'
import type { AcmeOrderStatus, EabCredential, ServiceLogLine } from '../../../src-shared/api/services.ts'
import type { AuthorityState } from '../../../src-shared/model/authority.ts'
import type { CertificateState } from '../../../src-shared/model/certificate.ts'
import type { CrlState } from '../../../src-shared/model/crl.ts'
import type { PerspectiveState } from '../../../src-shared/model/mpic.ts'
import type { ProposalState } from '../../../src-shared/model/quorum.ts'
import type { RequestState } from '../../../src-shared/model/request.ts'
import type { Finding, ModuleView, TokenState } from '../../../src-shared/model/token.ts'
import type { ProofState } from '../../../src-shared/model/validation.ts'
import type { StateColours } from '../../theme/theme.ts'

export type CheckState = 'verified' | 'failed' | 'not-required' | 'not-performed' | 'expired'

/** How a state looks: a colour that means one thing, and an icon. The word comes from the texts, `state.<kind>.<state>`. */
export interface StateLook {
  readonly colour: keyof StateColours
  readonly icon: SvgIconComponent
  /** Only an outline: nothing was done. */
  readonly hollow?: true
}

const certificate: Readonly<Record<CertificateState, StateLook>> = {
  'not-yet-valid': { colour: 'waiting', icon: Schedule },
  active: { colour: 'active', icon: CheckCircle },
  expiring: { colour: 'expiring', icon: Warning },
  suspended: { colour: 'suspended', icon: Pause },
  revoked: { colour: 'failed', icon: Block },
  expired: { colour: 'past', icon: History }
}

const request: Readonly<Record<RequestState, StateLook>> = {
  draft: { colour: 'past', icon: Draft },
  submitted: { colour: 'waiting', icon: Schedule },
  checking: { colour: 'waiting', icon: Schedule },
  'pending-approval': { colour: 'waiting', icon: Hourglass },
  approved: { colour: 'waiting', icon: Schedule },
  'signing-queued': { colour: 'waiting', icon: KeyOff },
  issued: { colour: 'active', icon: CheckCircle },
  declined: { colour: 'failed', icon: Fail },
  failed: { colour: 'failed', icon: Fail },
  cancelled: { colour: 'past', icon: Block },
  expired: { colour: 'past', icon: History }
}

const authority: Readonly<Record<AuthorityState, StateLook>> = {
  draft: { colour: 'past', icon: Draft },
  'awaiting-certificate': { colour: 'waiting', icon: Hourglass },
  active: { colour: 'active', icon: CheckCircle },
  'key-offline': { colour: 'suspended', icon: KeyOff },
  retired: { colour: 'past', icon: Archive },
  destroyed: { colour: 'failed', icon: Block }
}

const check: Readonly<Record<CheckState, StateLook>> = {
  verified: { colour: 'active', icon: CheckCircle },
  failed: { colour: 'failed', icon: Fail },
  'not-required': { colour: 'past', icon: Empty },
  'not-performed': { colour: 'past', icon: Empty, hollow: true },
  expired: { colour: 'past', icon: History }
}

const crl: Readonly<Record<CrlState, StateLook>> = {
  current: { colour: 'active', icon: CheckCircle },
  'due-soon': { colour: 'expiring', icon: Warning },
  overdue: { colour: 'failed', icon: Fail },
  'not-begun': { colour: 'failed', icon: Fail },
  none: { colour: 'past', icon: Empty, hollow: true }
}

const operator: Readonly<Record<'active' | 'disabled', StateLook>> = {
  active: { colour: 'active', icon: CheckCircle },
  disabled: { colour: 'past', icon: Block }
}

const proposal: Readonly<Record<ProposalState, StateLook>> = {
  open: { colour: 'waiting', icon: Hourglass },
  approved: { colour: 'waiting', icon: Schedule },
  executing: { colour: 'waiting', icon: Schedule },
  done: { colour: 'active', icon: CheckCircle },
  failed: { colour: 'failed', icon: Fail },
  interrupted: { colour: 'expiring', icon: Warning },
  declined: { colour: 'failed', icon: Block },
  withdrawn: { colour: 'past', icon: Block },
  expired: { colour: 'past', icon: History },
  outdated: { colour: 'past', icon: History }
}

const profile: Readonly<Record<'enabled' | 'disabled' | 'archived', StateLook>> = {
  enabled: { colour: 'active', icon: CheckCircle },
  disabled: { colour: 'past', icon: Block },
  archived: { colour: 'past', icon: Archive }
}

const outcome: Readonly<Record<'ok' | 'refused' | 'failed', StateLook>> = {
  ok: { colour: 'active', icon: CheckCircle },
  refused: { colour: 'expiring', icon: Block },
  failed: { colour: 'failed', icon: Fail }
}

const severity: Readonly<Record<'error' | 'warning' | 'notice', StateLook>> = {
  error: { colour: 'failed', icon: Fail },
  warning: { colour: 'expiring', icon: Warning },
  notice: { colour: 'past', icon: Empty }
}

const service: Readonly<Record<'enabled' | 'disabled', StateLook>> = {
  enabled: { colour: 'active', icon: CheckCircle },
  disabled: { colour: 'past', icon: Block }
}

const eab: Readonly<Record<EabCredential['state'], StateLook>> = {
  pending: { colour: 'waiting', icon: Hourglass },
  bound: { colour: 'active', icon: CheckCircle },
  expired: { colour: 'past', icon: History },
  revoked: { colour: 'failed', icon: Block }
}

const acmeAccount: Readonly<Record<'valid' | 'deactivated' | 'revoked', StateLook>> = {
  valid: { colour: 'active', icon: CheckCircle },
  deactivated: { colour: 'past', icon: Block },
  revoked: { colour: 'failed', icon: Block }
}

const acmeOrder: Readonly<Record<AcmeOrderStatus, StateLook>> = {
  pending: { colour: 'waiting', icon: Schedule },
  ready: { colour: 'waiting', icon: Schedule },
  processing: { colour: 'waiting', icon: Hourglass },
  valid: { colour: 'active', icon: CheckCircle },
  invalid: { colour: 'failed', icon: Fail }
}

/** Authorizations and challenges of ACME. */
const proof: Readonly<
  Record<'pending' | 'processing' | 'valid' | 'invalid' | 'deactivated' | 'expired' | 'revoked', StateLook>
> = {
  pending: { colour: 'past', icon: Empty, hollow: true },
  processing: { colour: 'waiting', icon: Hourglass },
  valid: { colour: 'active', icon: CheckCircle },
  invalid: { colour: 'failed', icon: Fail },
  deactivated: { colour: 'past', icon: Block },
  expired: { colour: 'past', icon: History },
  revoked: { colour: 'failed', icon: Block }
}

/** Domains and mailboxes with their proof of control. */
const control: Readonly<Record<ProofState, StateLook>> = {
  unverified: { colour: 'waiting', icon: Hourglass },
  verified: { colour: 'active', icon: CheckCircle },
  failed: { colour: 'failed', icon: Fail },
  expired: { colour: 'past', icon: History },
  inactive: { colour: 'past', icon: Block }
}

/** What is said of one perspective. */
const perspective: Readonly<Record<PerspectiveState, StateLook>> = {
  corroborates: { colour: 'active', icon: CheckCircle },
  differs: { colour: 'failed', icon: Fail },
  incomplete: { colour: 'expiring', icon: Warning },
  unreachable: { colour: 'past', icon: Empty, hollow: true },
  'not-counted': { colour: 'past', icon: Block }
}

const logLevel: Readonly<Record<ServiceLogLine['level'], StateLook>> = {
  debug: { colour: 'past', icon: Empty },
  info: { colour: 'past', icon: Empty },
  warn: { colour: 'expiring', icon: Warning },
  error: { colour: 'failed', icon: Fail }
}

const token: Readonly<Record<TokenState | 'waiting', StateLook>> = {
  absent: { colour: 'past', icon: UsbOff, hollow: true },
  locked: { colour: 'waiting', icon: Lock },
  unlocked: { colour: 'active', icon: LockOpen },
  'wrong-pin': { colour: 'expiring', icon: Warning },
  blocked: { colour: 'failed', icon: Block },
  uninitialised: { colour: 'past', icon: Draft },
  'factory-credentials': { colour: 'failed', icon: Factory },
  waiting: { colour: 'waiting', icon: Touch }
}

const yubiKey: Readonly<Record<'ready' | 'factory' | 'blocked', StateLook>> = {
  ready: { colour: 'active', icon: CheckCircle },
  factory: { colour: 'failed', icon: Factory },
  blocked: { colour: 'failed', icon: Block }
}

const module: Readonly<Record<ModuleView['state'], StateLook>> = {
  running: { colour: 'active', icon: CheckCircle },
  stopped: { colour: 'past', icon: Pause },
  failed: { colour: 'failed', icon: Fail }
}

/** What the doctor found. */
const finding: Readonly<Record<Finding['level'], StateLook>> = {
  fine: { colour: 'active', icon: CheckCircle },
  note: { colour: 'past', icon: Empty },
  warning: { colour: 'expiring', icon: Warning },
  problem: { colour: 'failed', icon: Fail }
}

/** What an off-line root must do: a date that is far off is nothing that was verified. */
const duty: Readonly<Record<RootDuty['state'], StateLook>> = {
  later: { colour: 'past', icon: Schedule },
  soon: { colour: 'expiring', icon: Warning },
  due: { colour: 'expiring', icon: Warning },
  overdue: { colour: 'failed', icon: Fail }
}

/** Every kind of state that a chip can show. */
export const stateLooks = {
  certificate,
  request,
  authority,
  check,
  crl,
  operator,
  proposal,
  profile,
  outcome,
  severity,
  service,
  eab,
  acmeAccount,
  acmeOrder,
  proof,
  control,
  perspective,
  token,
  yubiKey,
  module,
  finding,
  duty,
  logLevel
} as const
export type StateKind = keyof typeof stateLooks
export type StateOf<K extends StateKind> = keyof (typeof stateLooks)[K] & string

/** @returns the look of a state; an unknown word of a newer engine is shown hollow, never green */
export function lookOf(kind: StateKind, state: string): StateLook {
  const looks: Readonly<Record<string, StateLook>> = stateLooks[kind]
  return looks[state] ?? { colour: 'past', icon: Empty, hollow: true }
}
