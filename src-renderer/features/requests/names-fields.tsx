import Add from '@mui/icons-material/Add'
import Delete from '@mui/icons-material/DeleteOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import Typography from '@mui/material/Typography'
import { useId, type ReactElement } from 'react'
import { useFieldArray, useFormContext, useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { Reason } from '../../../src-shared/errors.ts'
import type { CsrSummary } from '../../../src-shared/model/request.ts'
import { alternativeNameTypes } from '../../../src-shared/model/subject-entry.ts'
import { SelectInput } from '../../ui/form/select-input.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { problemOf, type NamesForm } from './names-form.ts'

const attributes = ['CN', 'O', 'OU', 'C', 'ST', 'L', 'serialNumber', 'emailAddress', 'GN', 'SN', 'DC'] as const

/** Subject attributes and alternative names, each as kind and value; a broken rule stands under its value. */
export function NamesFields(props: {
  readonly reasons?: readonly Reason[]
  /** The form replaces the names of the CSR whole, so the first row that is added brings them along. */
  readonly csr?: CsrSummary | null
}): ReactElement {
  const { t } = useTranslation('requests')
  return (
    <>
      <Rows
        list="subject"
        title={t('override.subject')}
        add={t('override.addAttribute')}
        kindLabel={t('override.attribute')}
        kinds={attributes.map((value) => ({ value, label: t(`attribute.${value}`) }))}
        fresh={{ type: 'CN', value: '' }}
        given={props.csr?.subjectEntries ?? []}
        reasons={props.reasons ?? []}
      />
      <Rows
        list="names"
        title={t('override.names')}
        add={t('override.addName')}
        kindLabel={t('override.nameType')}
        kinds={alternativeNameTypes.map((value) => ({ value, label: t(`nameType.${value}`) }))}
        fresh={{ type: 'dns', value: '' }}
        given={props.csr?.alternativeNames ?? []}
        reasons={props.reasons ?? []}
      />
    </>
  )
}

function Rows(props: {
  readonly list: 'subject' | 'names'
  readonly title: string
  readonly add: string
  readonly kindLabel: string
  readonly kinds: readonly { readonly value: string; readonly label: string }[]
  readonly fresh: NamesForm['subject'][number] | NamesForm['names'][number]
  readonly given: readonly NamesForm['subject'][number][] | readonly NamesForm['names'][number][]
  readonly reasons: readonly Reason[]
}): ReactElement {
  const { t } = useTranslation('requests')
  const id = useId()
  const { control } = useFormContext<NamesForm>()
  const { fields, append, remove } = useFieldArray({ control, name: props.list })
  const rows = useWatch({ control, name: props.list })
  return (
    <Box role="group" aria-labelledby={id} sx={{ display: 'grid', gap: 3 }}>
      <Typography id={id} variant="subtitle1" component="h3">
        {props.title}
      </Typography>
      {fields.map((field, index) => {
        const type = rows[index]?.type ?? ''
        // An attribute type that the list does not know, such as an OID of a CSR, stays choosable.
        const kinds =
          props.kinds.some(({ value }) => value === type) || type === ''
            ? props.kinds
            : [...props.kinds, { value: type, label: type }]
        return (
          <Box
            key={field.id}
            sx={{ display: 'grid', gridTemplateColumns: 'minmax(150px, 1fr) 2fr 40px', gap: 2, alignItems: 'start' }}
          >
            <SelectInput name={`${props.list}.${index}.type`} label={props.kindLabel} choices={kinds} />
            <TextInput
              name={`${props.list}.${index}.value`}
              label={t('override.value')}
              problem={problemOf(props.reasons, props.list, type, rows[index]?.value ?? '')}
            />
            <IconButton
              aria-label={t('override.remove', { type })}
              onClick={() => {
                remove(index)
              }}
            >
              <Delete fontSize="small" />
            </IconButton>
          </Box>
        )
      })}
      <Button
        startIcon={<Add />}
        sx={{ justifySelf: 'start' }}
        onClick={() => {
          append([...(fields.length === 0 ? props.given : []), props.fresh])
        }}
      >
        {props.add}
      </Button>
    </Box>
  )
}
