/** Sizes of type, radii, measures and spaces of the page come from src/kit/tokens.css: here is what a component may write. */

const TYPE = String.raw`(?:var\(--(?:tiny|small|body|lead|head|title|display)\)|inherit)`;
/** The large digits are multiples of the largest size. */
const LARGE = String.raw`calc\([1-9](?:\.\d+)? \* var\(--display\)\)`;
const RADIUS = String.raw`(?:0|50%|var\(--round(?:-small|-large)?\))`;

/** Below a step, a pixel or two put things where the eye wants them. */
const SPACE = String.raw`(?<![\d.-])(?!(?:1|3|5|7|9)px)\d\d?(?:\.\d+)?px`;

const TOKENS = 'is not from src/kit/tokens.css';

export default {
  overrides: [{ files: ['**/*.svelte', '**/*.html'], customSyntax: 'postcss-html' }],
  ignoreFiles: ['dist/**', 'node_modules/**', 'test-results/**', 'playwright-report/**'],
  reportDescriptionlessDisables: true,
  rules: {
    'declaration-property-value-allowed-list': [
      {
        'font-size': [`/^(?:${TYPE}|${LARGE})$/`],
        font: [
          'inherit',
          `/^(?:\\d00 |650 )?(?:${TYPE}|${LARGE})(?: / [\\d.]+)? var\\(--(?:serif|sans|mono)\\)$/`,
        ],
        'border-radius': [`/^${RADIUS}(?: ${RADIUS})*$/`],
      },
      {
        message: (property, value) =>
          `“${property}: ${value}” ${TOKENS}: seven sizes of type, three radii`,
      },
    ],
    'declaration-property-value-disallowed-list': [
      {
        '/^(?:max-width|max-inline-size)$/': [/\dch\b/],
        '/^(?:(?:row-|column-)?gap|(?:margin|padding)(?:-\\w+)*)$/': [`/${SPACE}/`],
      },
      {
        message: (property, value) =>
          `“${property}: ${value}” ${TOKENS}: two measures, spaces --s1 to --s9`,
      },
    ],
  },
};
