import { writeYubiKeyCertificate } from '../../ca/yubikey/certificate.ts'
import { enrolOnYubiKey } from '../../ca/yubikey/enrol.ts'
import { listYubiKeyRecords } from '../../ca/yubikey/records.ts'
import { changeYubiKeyPin, changeYubiKeyPuk, setUpYubiKey, unblockYubiKey } from '../../ca/yubikey/setup.ts'
import { attestNow, generateOnYubiKey, importToYubiKey } from '../../ca/yubikey/slot-keys.ts'
import { listYubiKeys, showYubiKey } from '../../ca/yubikey/view.ts'
import { actorOf, operatorOf, type HandlersOf } from '../handler.ts'

export const yubiKeyHandlers: HandlersOf<'yubikey'> = {
  'yubikey.list': (_input, { ca }) => listYubiKeys(ca),
  'yubikey.show': (input, { ca }) => showYubiKey(ca, input.serial),
  'yubikey.keys': (_input, { ca }) => listYubiKeyRecords(ca),
  'yubikey.setup': (input, context) => setUpYubiKey(context.ca, input, actorOf(context)),
  'yubikey.change-pin': (input, context) => changeYubiKeyPin(context.ca, input, actorOf(context)),
  'yubikey.change-puk': (input, context) => changeYubiKeyPuk(context.ca, input, actorOf(context)),
  'yubikey.unblock': (input, context) => unblockYubiKey(context.ca, input, actorOf(context)),
  'yubikey.generate': (input, context) => generateOnYubiKey(context.ca, input, actorOf(context)),
  'yubikey.import': (input, context) => importToYubiKey(context.ca, input, actorOf(context)),
  'yubikey.attest': (input, { ca }) => attestNow(ca, input),
  'yubikey.write-certificate': (input, context) => writeYubiKeyCertificate(context.ca, input, actorOf(context)),
  'yubikey.enrol': (input, context) => enrolOnYubiKey(context.ca, input, actorOf(context), operatorOf(context).roles)
}
