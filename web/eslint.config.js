import { readdirSync } from 'node:fs'
import globals from 'globals'
import ts from 'typescript-eslint'
import vue from 'eslint-plugin-vue'
import a11y from 'eslint-plugin-vuejs-accessibility'

const features = readdirSync(new URL('./src/features', import.meta.url))

/** Layers: app > features > entities > ui, composables, i18n > api. A feature knows no other feature. */
const forbid = (files, ...patterns) => ({
  files: [`src/${files}/**/*.{ts,vue}`],
  ignores: ['**/*.test.ts'],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: patterns.map((group) => ({ group: [group], message: 'This import goes up or sideways.' })),
      },
    ],
  },
})

const layers = [
  forbid('api', '@/app/*', '@/features/*', '@/entities/*', '@/ui/*', '@/composables/*'),
  forbid('ui', '@/app/*', '@/features/*', '@/entities/*', '@/api/client*'),
  forbid('composables', '@/app/*', '@/features/*', '@/entities/*', '@/ui/*'),
  forbid('entities', '@/app/*', '@/features/*'),
  ...features.map((name) =>
    forbid(
      `features/${name}`,
      '@/app/*',
      ...features.filter((other) => other !== name).map((other) => `@/features/${other}/*`),
    ),
  ),
]

export default ts.config(
  { ignores: ['dist', 'dev-dist', 'node_modules', 'src/api/schema.d.ts'] },
  ...ts.configs.recommended,
  ...vue.configs['flat/recommended'],
  ...a11y.configs['flat/recommended'],
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: ts.parser }, globals: globals.browser },
  },
  {
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      'vue/no-v-html': 'error',
      'vue/block-order': ['error', { order: ['script', 'template', 'style'] }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/define-macros-order': 'error',
      'vue/no-undef-components': ['error', { ignorePatterns: ['RouterLink', 'RouterView', 'i18n-t'] }],
      'vue/no-unused-refs': 'error',
      'vue/require-default-prop': 'off',
      'vue/multi-word-component-names': 'off',
      // Prettier owns the layout.
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/first-attribute-linebreak': 'off',
      'vue/attributes-order': 'off',
      // A field's label may stand around it or point to it.
      'vuejs-accessibility/label-has-for': ['error', { required: { some: ['nesting', 'id'] } }],
      'vuejs-accessibility/form-control-has-label': 'off',
      'vuejs-accessibility/media-has-caption': 'off',
      'vuejs-accessibility/no-redundant-roles': 'off',
      'vuejs-accessibility/no-static-element-interactions': 'off',
      'vuejs-accessibility/click-events-have-key-events': 'off',
    },
  },
  ...layers,
)
