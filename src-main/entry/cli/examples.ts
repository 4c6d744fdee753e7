import type { OperationName } from '../../../src-shared/api/index.ts'

/** Examples for the help of the commands that people meet first. */
export const examples: Partial<Readonly<Record<OperationName, readonly string[]>>> = {
  'system.status': ['chancery system status', 'chancery system status --data /srv/chancery --json'],
  'authority.create': [
    'chancery authority create --name root --subject "CN=Example Root,O=Example" --key P-384 --validity 20y',
    'chancery authority create --name issuing --issuer root --subject "CN=Example Issuing,O=Example" --key P-256 --validity 5y',
    'chancery authority create --name bridge --subject "CN=Bridge" --csr-only',
    'chancery authority create --name root --subject "CN=Example Root" --token house --key-label root'
  ],
  'token.list': ['chancery token list', 'chancery token list --module /usr/lib/softhsm/libsofthsm2.so --json'],
  'token.doctor': ['chancery token doctor --module /usr/lib/x86_64-linux-gnu/libykcs11.so'],
  'token.modules-add': ['chancery token modules add --module /usr/lib/softhsm/libsofthsm2.so'],
  'token.unlock': ['chancery token unlock --token house', 'chancery token unlock --token house --pin-file house-pin'],
  'token.generate': ['chancery token generate --token house --key P-384 --label root'],
  'token.import': ['chancery token import --token house --authority issuing --label issuing'],
  'authority.install': ['chancery authority install --authority bridge --certificate signed.pem --trust-chain'],
  'profile.create': ['chancery profile create --name web --starter tls-server --authority issuing --approval one'],
  'profile.revise': ['chancery profile revise --profile web --content "$(cat web.json)" --note "shorter life"'],
  'request.submit': [
    'chancery request submit --profile web --csr server.csr',
    'chancery request submit --profile web --key-algorithm P-256 --asked.alternative-names dns:www.example.test'
  ],
  'request.list': ['chancery request list --state pending-approval'],
  'request.approve': ['chancery request approve --id 7 --comment "checked by phone"'],
  'request.decline': ['chancery request decline --id 7 --reason "the name is not ours"'],
  'certificate.list': [
    'chancery certificate list --state active,expiring --authority issuing',
    'chancery certificate list --expires-before 2027-03-31 --sort expiry'
  ],
  'certificate.show': ['chancery certificate show --id 12'],
  'certificate.find': ['chancery certificate find www.example.test'],
  'certificate.export': [
    'chancery certificate export --id 12 --format chain-pem --out server.pem',
    'chancery certificate export --id 12 --format pkcs12 --its-passphrase-file p12-passphrase --out server.p12'
  ],
  'certificate.export-many': ['chancery certificate export-many --ids 12,13,14 --out certificates.zip'],
  'certificate.export-list': ['chancery certificate export-list --state revoked --sort expiry --out revoked.csv'],
  'certificate.revoke': ['chancery certificate revoke --id 12 --reason keyCompromise'],
  'backup.set-passphrase': ['chancery backup set-passphrase --backup-passphrase-file backup-passphrase'],
  'quorum.set': ['chancery quorum set --operation authority.retire --needed 2 --roles ca-administrator --life 3d'],
  'quorum.propose': [
    `chancery quorum propose --operation authority.retire --input '{"authority":"root"}' --reason "replaced by root-2"`
  ],
  'quorum.show': ['chancery quorum show --id 7'],
  'quorum.statement': ['chancery quorum statement --id 7 --operator bob --passphrase-file bob --out statement.json'],
  'quorum.approve': [
    'chancery quorum approve --id 7 --operator bob --passphrase-file bob',
    'chancery quorum approve --id 7 --operator bob --passphrase-file bob --signature statement.sig'
  ],
  'quorum.execute': ['chancery quorum execute --id 7'],
  'quorum.key-add': ['chancery quorum key add --label "blue token" --certificate bob.pem'],
  'backup.create': ['chancery backup create', 'chancery backup create --name before-the-move'],
  'backup.drill': [
    'chancery backup drill --backup-passphrase-file backup-passphrase --own-passphrase-file alice-passphrase --present "Zoe Witness"'
  ],
  'vault.shares-create': [
    'chancery vault shares create --shares 5 --threshold 3 --holders Ann --holders Ben --holders Cem --holders Dia --holders Eli --out cards.pdf'
  ],
  'vault.shares-combine': [
    'chancery vault shares combine --account alice --shares-file share-1 --shares-file share-4 --shares-file share-5 --new-passphrase-file new-passphrase'
  ],
  'vault.shares-drill': [
    'chancery vault shares drill --shares-file share-1 --shares-file share-2 --shares-file share-3'
  ],
  'recovery.kit': ['chancery recovery kit --out kit.pdf'],
  'bundle.identity': ['chancery bundle identity --name "Issuing office" --out office.chpeer'],
  'bundle.pair': ['chancery bundle pair --card safe.chpeer --fingerprint "the 32 words that were read aloud"'],
  'bundle.create': [
    'chancery bundle create --peer "Root safe" --reason "spring visit" --out ask.chbundle',
    'chancery bundle create --peer "Root safe" --authorities issuing --crls 12 --out ask.chbundle'
  ],
  'bundle.inspect': ['chancery bundle inspect --bundle answer.chbundle'],
  'bundle.accept': ['chancery bundle accept --bundle answer.chbundle'],
  'bundle.answer': ['chancery bundle answer --request 3 --out answer.chbundle'],
  'bundle.hand-over': [
    'chancery bundle hand-over --peer "Issuing office" --authority R1 --crls 12 --out root.chbundle'
  ],
  'duty.calendar': ['chancery duty calendar --out root-duties.ics'],
  'duty.card': ['chancery duty card --language de --out root-duties.pdf'],
  'crl.issue': ['chancery crl issue --authority issuing --out issuing.crl'],
  'crl.profile-create': [
    'chancery crl profile create --name weekly --settings.life 8d --settings.overlap 1d --settings.delta-life 1d',
    'chancery crl profile create --name weekly --authority issuing'
  ],
  'crl.profile-edit': ['chancery crl profile edit --profile weekly --settings.life 10d'],
  'authority.update': ['chancery authority update --authority issuing --crl-profile weekly'],
  'scep.create': [
    'chancery scep create --name printers --profile device --challenge one-time',
    'chancery scep create --name managed --profile device --challenge ndes'
  ],
  'scep.challenge': [
    'chancery scep challenge --service printers --names dns:printer.example.test --subject CN=Printer',
    'chancery scep challenge --service fleet --device SN-0042'
  ],
  'scep.device-register': ['chancery scep device-register --service fleet --identifier SN-0042 --manufacturer Example'],
  'ocsp.enable': [
    'chancery ocsp enable --authority issuing',
    'chancery ocsp enable --authority issuing --settings.life 1d'
  ],
  'publish.add': [
    'chancery publish add --name web --to /srv/www/pki --settings.what.ocsp',
    'chancery publish add --name files --to sftp://pki@files.example.test/www --private-key id_ed25519',
    'chancery publish add --name dav --to https://dav.example.test/pki/ --user pki --secret-file dav-password',
    'chancery publish add --name bucket --to s3://example-pki --endpoint https://s3.example.test --user KEYID --secret-file s3-secret'
  ],
  'publish.export': [
    'chancery publish --to /srv/www/pki',
    'chancery publish --to out --base-address http://pki.example.test'
  ],
  'publish.check': ['chancery publish check --authority issuing'],
  'publish.update': ['chancery publish update --target files --host-key SHA256:…'],
  'publish.document-save': ['chancery publish document-save --path cps/cps.pdf --file cps.pdf'],
  'acme.create': [
    "chancery acme create --name office --profile web --eab random --preapproved '*.example.test'",
    'chancery acme create --name lab --profile web --eab none --default --settings.addresses any'
  ],
  'est.create': [
    'chancery est create --name office --profile device --auth basic --label printers --json',
    'chancery est create --name plant --profile device --auth certificate --trust-anchors maker.pem --default'
  ],
  'est.client-create': [
    'chancery est client create --service office --name printer --json',
    'chancery est client create --service plant --name press --certificate press.pem'
  ],
  'est.client-rotate': ['chancery est client rotate --id 4 --validity 30d'],
  'est.update': ['chancery est update --service office --settings.clients 192.0.2.0/24 --settings.server-keys'],
  'est.log': ['chancery est log --service office'],
  'acme.delete': ['chancery acme delete --service lab'],
  'acme.eab-rotate': ['chancery acme eab-rotate --id 3'],
  'acme.orders': ['chancery acme orders --service office --status invalid'],
  'device.list': ['chancery device list --protocol scep --text printer'],
  'service.log': ['chancery service log --service acme:office --level warn'],
  'acme.eab-create': ['chancery acme eab-create --service office --name laptop'],
  'mpic.configure': [
    'chancery mpic configure --settings.url https://mpic.example.test --settings.mode report --api-key-file mpic-key'
  ],
  'mpic.check': [
    'chancery mpic check --name www.example.test --identity ca.example --json',
    'chancery mpic check --name example.test --method txt --value 1f2e3d'
  ],
  'audit.verify': ['chancery audit verify'],
  'audit.export': ['chancery audit export --from 2026-11-01 --out audit.jsonl'],
  'operator.create': ['chancery operator create --name bob --roles approver --its-passphrase-file bob-passphrase'],
  'system.make-unlock-secret': ['chancery system make-unlock-secret --out /etc/chancery/unlock']
}
