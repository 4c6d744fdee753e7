import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import {
  keyAlgorithmIds,
  keyAlgorithms,
  signatureAlgorithmIds,
  signatureAlgorithms
} from '../../../../src-shared/model/algorithm.ts'
import { CheckGroup } from '../../../ui/form/check-group.tsx'
import { SelectInput } from '../../../ui/form/select-input.tsx'
import { SwitchInput } from '../../../ui/form/switch-input.tsx'

export function KeySection(): ReactElement {
  const { t } = useTranslation('profiles')
  return (
    <>
      <CheckGroup
        name="keyAlgorithms"
        label={t('field.keys')}
        options={keyAlgorithmIds.map((value) => ({ value, label: keyAlgorithms[value].label }))}
      />
      <SelectInput
        name="signatureAlgorithm"
        label={t('field.signature')}
        help={t('field.signatureHelp')}
        emptyIsNull
        choices={[
          { value: '', label: t('summary.signatureByKey') },
          ...signatureAlgorithmIds
            .filter((value) => signatureAlgorithms[value].forNewIssue)
            .map((value) => ({ value, label: signatureAlgorithms[value].label }))
        ]}
      />
      <SwitchInput name="keyByChancery" label={t('field.keyByChancery')} help={t('field.keyByChanceryHelp')} />
    </>
  )
}
