import type { Handlers } from '../handler.ts'
import { bundleHandlers, dutyHandlers } from './air-gap.ts'
import { anchorHandlers } from './anchors.ts'
import { auditHandlers } from './audit.ts'
import { authorityHandlers } from './authorities.ts'
import { ceremonyHandlers } from './ceremonies.ts'
import { certificateHandlers } from './certificates.ts'
import { appleHandlers, claimHandlers } from './claims.ts'
import { cmpHandlers } from './cmp.ts'
import { crlHandlers } from './crls.ts'
import { dashboardHandlers } from './dashboard.ts'
import { reservationHandlers } from './desk.ts'
import { deviceHandlers } from './devices.ts'
import { estHandlers } from './est.ts'
import { mpicHandlers } from './mpic.ts'
import { ocspHandlers } from './ocsp.ts'
import { operatorHandlers, roleHandlers } from './operators.ts'
import { profileHandlers } from './profiles.ts'
import { publishHandlers } from './publishing.ts'
import { quorumHandlers } from './quorum.ts'
import { reportHandlers } from './reports.ts'
import { requestHandlers } from './requests.ts'
import { scepHandlers } from './scep.ts'
import { acmeHandlers, serviceHandlers } from './services.ts'
import { sessionHandlers } from './session.ts'
import { backupHandlers, recoveryHandlers, vaultHandlers } from './recovery.ts'
import { settingsHandlers } from './settings.ts'
import { systemHandlers } from './system.ts'
import { taskHandlers } from './tasks.ts'
import { tokenHandlers } from './tokens.ts'
import { tsaHandlers } from './tsa.ts'
import {
  domainHandlers,
  mailboxHandlers,
  mailHandlers,
  organizationHandlers,
  validationHandlers
} from './validation.ts'
import { compareHandlers, incidentHandlers, simulatorHandlers } from './understanding.ts'
import { viewHandlers } from './views.ts'
import { viewerHandlers } from './viewer.ts'
import { wireHandlers } from './wire.ts'
import { yubiKeyHandlers } from './yubikey.ts'

/** Who answers for each operation of the contract. */
export const handlers: Handlers = {
  ...systemHandlers,
  ...sessionHandlers,
  ...operatorHandlers,
  ...roleHandlers,
  ...quorumHandlers,
  ...authorityHandlers,
  ...profileHandlers,
  ...requestHandlers,
  ...certificateHandlers,
  ...viewHandlers,
  ...crlHandlers,
  ...ceremonyHandlers,
  ...acmeHandlers,
  ...serviceHandlers,
  ...ocspHandlers,
  ...validationHandlers,
  ...organizationHandlers,
  ...domainHandlers,
  ...mailboxHandlers,
  ...mailHandlers,
  ...mpicHandlers,
  ...publishHandlers,
  ...tsaHandlers,
  ...cmpHandlers,
  ...tokenHandlers,
  ...yubiKeyHandlers,
  ...estHandlers,
  ...scepHandlers,
  ...deviceHandlers,
  ...wireHandlers,
  ...appleHandlers,
  ...claimHandlers,
  ...bundleHandlers,
  ...dutyHandlers,
  ...auditHandlers,
  ...anchorHandlers,
  ...dashboardHandlers,
  ...reservationHandlers,
  ...compareHandlers,
  ...incidentHandlers,
  ...simulatorHandlers,
  ...viewerHandlers,
  ...taskHandlers,
  ...settingsHandlers,
  ...backupHandlers,
  ...vaultHandlers,
  ...recoveryHandlers,
  ...reportHandlers
}
