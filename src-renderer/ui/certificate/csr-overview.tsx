import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CsrSummary } from '../../../src-shared/model/request.ts'
import { DefinitionList } from '../display/definition-list.tsx'
import { Mono } from '../display/mono.tsx'
import { StateChip } from '../display/state-chip.tsx'
import { NameList } from './decoded-overview.tsx'
import { keyWords } from './key-words.ts'

/** What is in a CSR; the signature's state is what the engine just verified. */
export function CsrOverview(props: { readonly csr: CsrSummary }): ReactElement {
  const { t } = useTranslation('ui')
  const { csr } = props
  return (
    <DefinitionList
      termWidth={132}
      items={[
        { term: t('certificate.subject'), value: csr.subject === '' ? t('certificate.emptySubject') : csr.subject },
        {
          term: t('certificate.names'),
          value: csr.alternativeNames.length === 0 ? null : <NameList names={csr.alternativeNames} />
        },
        { term: t('certificate.key'), value: keyWords(t, csr.keyDescription) },
        { term: t('certificate.signature'), value: csr.signatureAlgorithm },
        {
          term: t('certificate.selfSignature'),
          value: (
            <StateChip
              kind="check"
              state={csr.signatureValid ? 'verified' : csr.secretTakenOut === true ? 'not-performed' : 'failed'}
            />
          )
        },
        { term: t('certificate.spki'), value: <Mono value={csr.spkiSha256} short={32} /> },
        {
          term: t('certificate.extensions'),
          value:
            csr.extensions.length === 0 ? null : csr.extensions.map(({ label, text }) => `${label}: ${text}`).join('; ')
        }
      ]}
    />
  )
}
