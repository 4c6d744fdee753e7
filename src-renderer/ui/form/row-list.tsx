import Add from '@mui/icons-material/Add'
import ArrowDown from '@mui/icons-material/KeyboardArrowDown'
import ArrowUp from '@mui/icons-material/KeyboardArrowUp'
import Delete from '@mui/icons-material/DeleteOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import Typography from '@mui/material/Typography'
import type { ReactElement, ReactNode } from 'react'
import { useFieldArray } from 'react-hook-form'
import { useTranslation } from 'react-i18next'

/** A list of like groups of fields: rows that can be added, removed and, where order counts, moved. */
export function RowList(props: {
  /** Path of the list in the form. */
  readonly name: string
  readonly label: string
  readonly addLabel: string
  readonly blank: Readonly<Record<string, unknown>>
  readonly empty?: string
  readonly ordered?: boolean
  readonly children: (path: string, index: number) => ReactNode
}): ReactElement {
  const { t } = useTranslation('ui')
  const { fields, append, remove, move } = useFieldArray({ name: props.name })
  return (
    <Box role="group" aria-label={props.label} sx={{ display: 'grid', gap: 3 }}>
      {fields.length === 0 && props.empty !== undefined && (
        <Typography variant="body2" color="textSecondary">
          {props.empty}
        </Typography>
      )}
      {fields.map((row, index) => (
        <Box key={row.id} sx={{ display: 'flex', gap: 1, alignItems: 'flex-start' }}>
          <Box sx={{ flex: 1, minWidth: 0 }}>{props.children(`${props.name}.${index}`, index)}</Box>
          {props.ordered === true && (
            <>
              <IconButton
                size="small"
                aria-label={t('rows.up', { number: index + 1 })}
                disabled={index === 0}
                onClick={() => {
                  move(index, index - 1)
                }}
              >
                <ArrowUp fontSize="small" />
              </IconButton>
              <IconButton
                size="small"
                aria-label={t('rows.down', { number: index + 1 })}
                disabled={index === fields.length - 1}
                onClick={() => {
                  move(index, index + 1)
                }}
              >
                <ArrowDown fontSize="small" />
              </IconButton>
            </>
          )}
          <IconButton
            size="small"
            aria-label={t('rows.remove', { number: index + 1 })}
            onClick={() => {
              remove(index)
            }}
          >
            <Delete fontSize="small" />
          </IconButton>
        </Box>
      ))}
      <Box>
        <Button
          size="small"
          startIcon={<Add />}
          onClick={() => {
            append({ ...props.blank })
          }}
        >
          {props.addLabel}
        </Button>
      </Box>
    </Box>
  )
}
