import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Reason } from '../../../src-shared/errors.ts'
import type { CsrSummary } from '../../../src-shared/model/request.ts'
import { alternativeNameTypes } from '../../../src-shared/model/subject-entry.ts'
import { NameRows } from '../../ui/form/name-rows.tsx'
import { problemOf } from './names-form.ts'

const attributes = ['CN', 'O', 'OU', 'C', 'ST', 'L', 'serialNumber', 'emailAddress', 'GN', 'SN', 'DC'] as const
const none: readonly Reason[] = []

/** Subject attributes and alternative names, each as kind and value; a broken rule stands under its value. */
export function NamesFields(props: {
  readonly reasons?: readonly Reason[]
  /** The form replaces the names of the CSR whole, so the first row that is added brings them along. */
  readonly csr?: CsrSummary | null
}): ReactElement {
  const { t } = useTranslation('requests')
  const reasons = props.reasons ?? none
  const words = { value: t('override.value'), remove: (type: string) => t('override.remove', { type }) }
  return (
    <>
      <NameRows
        list="subject"
        words={{
          ...words,
          title: t('override.subject'),
          add: t('override.addAttribute'),
          kind: t('override.attribute')
        }}
        kinds={attributes.map((value) => ({ value, label: t(`attribute.${value}`) }))}
        fresh={{ type: 'CN', value: '' }}
        given={props.csr?.subjectEntries ?? []}
        problem={(type, value) => problemOf(reasons, 'subject', type, value)}
      />
      <NameRows
        list="names"
        words={{ ...words, title: t('override.names'), add: t('override.addName'), kind: t('override.nameType') }}
        kinds={alternativeNameTypes.map((value) => ({ value, label: t(`nameType.${value}`) }))}
        fresh={{ type: 'dns', value: '' }}
        given={props.csr?.alternativeNames ?? []}
        problem={(type, value) => problemOf(reasons, 'names', type, value)}
      />
    </>
  )
}
