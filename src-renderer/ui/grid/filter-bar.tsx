import Add from '@mui/icons-material/Add'
import Cancel from '@mui/icons-material/Cancel'
import Search from '@mui/icons-material/Search'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Chip from '@mui/material/Chip'
import InputAdornment from '@mui/material/InputAdornment'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useEffect, useMemo, useRef, useState, type ReactElement, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isTooShort, shortestSearch } from '../../../src-shared/model/search-words.ts'
import { useActions } from '../action/action-registry.tsx'
import type { FilterValues } from './filter-state.ts'
import { FilterMenu } from './filter-menu.tsx'

export interface Filter {
  readonly key: string
  readonly label: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
  /** Only one value at a time. */
  readonly single?: boolean
}

interface FilterBarProps {
  readonly filters: readonly Filter[]
  readonly values: FilterValues
  readonly onChange: (key: string, values: readonly string[]) => void
  readonly onClear: () => void
  /** Key of the free text filter. */
  readonly textKey?: string
  readonly textLabel?: string
  /** The list looks for words of some length; what is shorter is told so and not looked for. */
  readonly byWords?: boolean
  /** For lists that cannot be searched by text. */
  readonly withoutText?: boolean
  /** Saved views and the like, at the end. */
  readonly children?: ReactNode
}

/** Search field and chips; each chip says filter and value and can be removed. */
export function FilterBar(props: FilterBarProps): ReactElement {
  const { t } = useTranslation('ui')
  const textKey = props.textKey ?? 'text'
  const applied = props.values[textKey]?.[0] ?? ''
  const [text, setText] = useState(applied)
  const [adding, setAdding] = useState<HTMLElement | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const { onChange } = props

  const tooShort = props.byWords === true && isTooShort(text)
  const wanted = tooShort ? '' : text.trim()
  // A chip removed elsewhere empties the field too.
  const [seen, setSeen] = useState(applied)
  if (seen !== applied) {
    setSeen(applied)
    if (applied !== wanted) setText(applied)
  }
  useEffect(() => {
    if (wanted === applied) return undefined
    const timer = setTimeout(() => {
      onChange(textKey, wanted === '' ? [] : [wanted])
    }, 250)
    return () => {
      clearTimeout(timer)
    }
  }, [wanted, applied, onChange, textKey])
  useActions(
    useMemo(
      () => [
        {
          id: 'list.filter',
          label: t('keys.filter'),
          shortcut: '/',
          hidden: true as const,
          run: () => field.current?.focus()
        }
      ],
      [t]
    )
  )

  const chips = props.filters.flatMap((filter) => (props.values[filter.key] ?? []).map((value) => ({ filter, value })))
  return (
    <Box role="search" sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2 }}>
      {props.withoutText !== true && (
        <TextField
          inputRef={field}
          value={text}
          placeholder={props.textLabel ?? t('filter.text')}
          onChange={(event) => {
            setText(event.target.value)
          }}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setText('')
          }}
          slotProps={{
            htmlInput: { 'aria-label': props.textLabel ?? t('filter.text') },
            input: {
              startAdornment: (
                <InputAdornment position="start">
                  <Search fontSize="small" />
                </InputAdornment>
              ),
              endAdornment: tooShort && (
                <Typography variant="caption" color="textSecondary" role="status" noWrap sx={{ flexShrink: 0 }}>
                  {t('filter.tooShort', { count: shortestSearch })}
                </Typography>
              )
            }
          }}
          sx={{ width: 280 }}
        />
      )}
      {chips.map(({ filter, value }) => (
        <Chip
          key={`${filter.key} ${value}`}
          label={`${filter.label}: ${filter.options.find((option) => option.value === value)?.label ?? value}`}
          onDelete={() => {
            onChange(
              filter.key,
              (props.values[filter.key] ?? []).filter((other) => other !== value)
            )
          }}
          deleteIcon={<Cancel aria-label={t('filter.remove')} />}
        />
      ))}
      {props.filters.length > 0 && (
        <Button
          size="small"
          color="inherit"
          startIcon={<Add />}
          aria-haspopup="menu"
          onClick={(event) => {
            setAdding(event.currentTarget)
          }}
        >
          {t('filter.add')}
        </Button>
      )}
      {chips.length > 0 && (
        <Button size="small" color="inherit" onClick={props.onClear}>
          {t('filter.clear')}
        </Button>
      )}
      <Box sx={{ flex: 1 }} />
      {props.children}
      <FilterMenu
        anchor={adding}
        filters={props.filters}
        values={props.values}
        onChange={onChange}
        onClose={() => {
          setAdding(null)
        }}
      />
    </Box>
  )
}
