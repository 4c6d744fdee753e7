import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { ViewedObject } from '../../../src-shared/api/viewer.ts'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'

/** The fields of a CRL from anywhere. */
export function CrlOverview({ crl }: { readonly crl: NonNullable<ViewedObject['crl']> }): ReactElement {
  const { t } = useTranslation('viewer')
  return (
    <DefinitionList
      items={[
        { term: t('ui:certificate.issuer'), value: crl.issuer },
        { term: t('crl.number'), value: crl.number },
        { term: t('crl.thisUpdate'), value: <TimeText at={crl.thisUpdate} /> },
        {
          term: t('crl.nextUpdate'),
          value: crl.nextUpdate === null ? t('crl.noNextUpdate') : <TimeText at={crl.nextUpdate} />
        },
        { term: t('tab.entries'), value: crl.entryCount },
        { term: t('ui:certificate.signature'), value: crl.signatureAlgorithm },
        { term: t('signatureState'), value: t('crl.notVerified') }
      ]}
    />
  )
}

/** A key: what it is and what it belongs to; never the key itself. */
export function KeyOverview(props: { readonly of: NonNullable<ViewedObject['key']> }): ReactElement {
  const { t } = useTranslation('viewer')
  const { algorithm, description, spkiSha256, matches } = props.of
  return (
    <DefinitionList
      items={[
        { term: t('key.algorithm'), value: algorithm },
        { term: t('ui:certificate.key'), value: description },
        { term: t('ui:certificate.spki'), value: <Mono value={spkiSha256} /> },
        { term: t('key.matches'), value: matches.length === 0 ? t('key.noMatch') : matches.join('; ') }
      ]}
    />
  )
}
