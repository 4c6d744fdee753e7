import Add from '@mui/icons-material/Add'
import Delete from '@mui/icons-material/DeleteOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import Typography from '@mui/material/Typography'
import { useId, type ReactElement } from 'react'
import { useFieldArray, useFormContext, useWatch } from 'react-hook-form'
import { SelectInput } from './select-input.tsx'
import { TextInput } from './text-input.tsx'

/** One name as a form holds it: empty while it is typed. */
export interface NameRow {
  readonly type: string
  readonly value: string
}

/** Names as rows of kind and value, in the form's field `list`; a broken rule stands under its value. */
export function NameRows(props: {
  readonly list: string
  readonly words: {
    readonly title: string
    readonly add: string
    readonly kind: string
    readonly value: string
    readonly remove: (type: string) => string
  }
  readonly kinds: readonly { readonly value: string; readonly label: string }[]
  /** The row that the button adds. */
  readonly fresh: NameRow
  /** Rows that the first added row brings along. */
  readonly given?: readonly NameRow[]
  /** @returns the rule that a value breaks, in a sentence */
  readonly problem?: (type: string, value: string) => string | undefined
}): ReactElement {
  const { list, words } = props
  const id = useId()
  const { control } = useFormContext<Record<string, NameRow[]>>()
  const { fields, append, remove } = useFieldArray({ control, name: list })
  const rows = useWatch({ control, name: list })
  return (
    <Box role="group" aria-labelledby={id} sx={{ display: 'grid', gap: 3 }}>
      <Typography id={id} variant="subtitle1" component="h3">
        {words.title}
      </Typography>
      {fields.map((field, index) => {
        const { type, value } = rows?.[index] ?? { type: '', value: '' }
        // A kind that the list does not know, such as an OID of a CSR, stays choosable.
        const kinds =
          props.kinds.some((kind) => kind.value === type) || type === ''
            ? props.kinds
            : [...props.kinds, { value: type, label: type }]
        return (
          <Box
            key={field.id}
            sx={{ display: 'grid', gridTemplateColumns: 'minmax(150px, 1fr) 2fr 40px', gap: 2, alignItems: 'start' }}
          >
            <SelectInput name={`${list}.${index}.type`} label={words.kind} choices={kinds} />
            <TextInput name={`${list}.${index}.value`} label={words.value} problem={props.problem?.(type, value)} />
            <IconButton
              aria-label={words.remove(type)}
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
          append([...(fields.length === 0 ? (props.given ?? []) : []), props.fresh])
        }}
      >
        {words.add}
      </Button>
    </Box>
  )
}
